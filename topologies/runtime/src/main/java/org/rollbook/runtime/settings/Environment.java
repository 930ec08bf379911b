package org.rollbook.runtime.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollbook.model.avro.LostSchemas;

/// Environment variables as typed values; an empty one counts as absent, a wrong one is a
/// [WrongSetting] that names it.
public record Environment(Map<String, String> variables) {

  private static final Pattern BYTES = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB)");
  private static final Pattern ID_RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

  /// As Kafka's clients read them, which allow a protocol in front.
  private static final Pattern BROKER =
      Pattern.compile(
          "(?:[0-9a-zA-Z._%-]*://)?(?:\\[[0-9a-zA-Z.:%]+]|[0-9a-zA-Z._%-]+):([0-9]{1,5})");

  private static final Pattern ADDRESS =
      Pattern.compile("([^:\\s]+|\\[[0-9a-fA-F:]+]):([0-9]{1,5})");

  public Optional<String> text(String key) {
    return Optional.ofNullable(variables.get(key))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  public String text(String key, String fallback) {
    return text(key).orElse(fallback);
  }

  List<String> list(String key, List<String> fallback) {
    return text(key)
        .map(
            text ->
                Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList())
        .orElse(fallback);
  }

  public int whole(String key, int fallback, int least, int most) {
    return text(key).map(text -> whole(key, text, least, most)).orElse(fallback);
  }

  private static int whole(String key, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notWhole) {
      // Reported below, as a number out of range is.
    }
    throw new WrongSetting(
        key, "must be a whole number from " + least + " to " + most + ", is " + text);
  }

  public boolean flag(String key, boolean fallback) {
    return text(key)
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new WrongSetting(key, "must be true or false, is " + text);
                })
        .orElse(fallback);
  }

  public Duration duration(String key, Duration fallback, Duration most) {
    return text(key).map(text -> positiveDuration(key, text, most)).orElse(fallback);
  }

  private static Duration positiveDuration(String key, String text, Duration most) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.isPositive() && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (DateTimeException notIso) {
      // Reported below.
    }
    throw new WrongSetting(
        key, "must be a positive ISO 8601 duration such as PT5M, at most " + most + ", is " + text);
  }

  long bytes(String key, long fallback, long least) {
    return text(key).map(text -> size(key, text, least)).orElse(fallback);
  }

  private static long size(String key, String text, long least) {
    Matcher matcher = BYTES.matcher(text);
    if (matcher.matches()) {
      long unit =
          switch (matcher.group(2)) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            default -> 1;
          };
      long number = Long.parseLong(matcher.group(1));
      if (number <= Long.MAX_VALUE / unit && number * unit >= least) {
        return number * unit;
      }
    }
    throw new WrongSetting(
        key, "must be a size such as 256MiB, at least " + least + "B, is " + text);
  }

  Path folder(String key, Path fallback) {
    return parsed(key, "must be a path", Path::of).orElse(fallback);
  }

  Optional<String> topicName(String key) {
    Optional<String> name = text(key);
    name.ifPresent(given -> requireTopicName(key, given));
    return name;
  }

  List<String> topicNames(String key, List<String> fallback) {
    List<String> names = list(key, fallback);
    names.forEach(name -> requireTopicName(key, name));
    return names;
  }

  private static void requireTopicName(String key, String name) {
    if (!TOPIC_NAME.matcher(name).matches()) {
      throw new WrongSetting(
          key, "must have only letters, digits and . _ - (at most 200), is " + name);
    }
  }

  /// Schema ids and ranges of them, such as `17,20-25`.
  LostSchemas schemaIds(String key) {
    return new LostSchemas(
        list(key, List.of()).stream().map(range -> schemaIds(key, range)).toList());
  }

  private static LostSchemas.Range schemaIds(String key, String text) {
    Matcher range = ID_RANGE.matcher(text);
    if (range.matches()) {
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      if (first <= last) {
        return new LostSchemas.Range(first, last);
      }
    }
    throw new WrongSetting(key, "must be schema ids or ranges such as 17,20-25, is " + text);
  }

  /// Absolute http or https URLs, with commas between several.
  public List<URI> uris(String key, List<String> fallback) {
    return list(key, fallback).stream()
        .map(url -> new Environment(Map.of(key, url)).uri(key).orElseThrow())
        .toList();
  }

  Optional<URI> uri(String key) {
    Optional<URI> uri = parsed(key, "must be an absolute http or https URL", URI::create);
    uri.ifPresent(
        given -> {
          if (given.getHost() == null || !List.of("http", "https").contains(given.getScheme())) {
            throw new WrongSetting(key, "must be an absolute http or https URL, is " + given);
          }
        });
    return uri;
  }

  Optional<String> address(String key) {
    Optional<String> address = text(key);
    address.ifPresent(
        given -> {
          Matcher parts = ADDRESS.matcher(given);
          if (!parts.matches()) {
            throw new WrongSetting(key, "must be host:port, is " + given);
          }
          int port = Integer.parseInt(parts.group(2));
          if (port < 1 || port > 65_535) {
            throw new WrongSetting(key, "must have a port from 1 to 65535, is " + given);
          }
          if (URI.create("http://" + given).getHost() == null) {
            throw new WrongSetting(key, "must be a host that URLs can name, is " + given);
          }
        });
    return address;
  }

  /// The addresses of brokers. Whether their names resolve is not checked: they may do so only
  /// later.
  String brokers(String key, String fallback) {
    String brokers = text(key, fallback);
    for (String broker : brokers.split(",", -1)) {
      Matcher matcher = BROKER.matcher(broker.strip());
      if (!matcher.matches() || !isPort(Integer.parseInt(matcher.group(1)))) {
        throw new WrongSetting(
            key, "must be host:port, with commas between several, is " + brokers);
      }
    }
    return brokers;
  }

  private static boolean isPort(int number) {
    return number > 0 && number <= 65_535;
  }

  private <T> Optional<T> parsed(String key, String rule, Function<String, T> parser) {
    return text(key)
        .map(
            text -> {
              try {
                return parser.apply(text);
              } catch (IllegalArgumentException wrong) {
                throw new WrongSetting(key, rule + ", is " + text);
              }
            });
  }
}
