package org.rollbook.testkit.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A program's settings as they were written, by name without the program's prefix.
///
/// Every method that reads one throws [WrongSettingException] if the value is invalid.
public final class GivenSettings {

  private final String prefix;
  private final Map<String, String> values;

  private GivenSettings(String prefix, Map<String, String> values) {
    this.prefix = prefix;
    this.values = values;
  }

  /// Takes the settings that the caller has set: Maven passes the others too, as the expression
  /// itself (`${local.seed}`).
  ///
  /// @param prefix of the program's properties, such as `local.`
  /// @param names of all existing settings
  /// @throws WrongSettingException for the first that is unknown
  public static GivenSettings of(Map<String, String> properties, String prefix, Set<String> names) {
    var values = new HashMap<String, String>();
    properties.forEach(
        (property, value) -> {
          if (property.startsWith(prefix) && !value.equals("${" + property + "}")) {
            values.put(property.substring(prefix.length()), value.strip());
          }
        });
    requireKnown(values.keySet(), prefix, names);
    return new GivenSettings(prefix, values);
  }

  /// Looks for misspelled settings in Maven's command line: Maven passes on only those that the
  /// build file lists.
  ///
  /// @param arguments of `mvn`, in one line or many
  /// @throws WrongSettingException for the first that is unknown
  public static void requireKnownOnly(String arguments, String prefix, Set<String> names) {
    var given =
        Pattern.compile("-D" + Pattern.quote(prefix) + "([^=\\s]*)")
            .matcher(arguments)
            .results()
            .map(found -> found.group(1))
            .toList();
    requireKnown(given, prefix, names);
  }

  public int whole(String name, int otherwise) {
    try {
      return text(name).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException wrong) {
      throw wrong(name, "must be a whole number up to " + Integer.MAX_VALUE);
    }
  }

  public long seed(String name, long otherwise) {
    try {
      return text(name).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException wrong) {
      throw wrong(name, "must be a whole number up to " + Long.MAX_VALUE);
    }
  }

  public double number(String name, double otherwise) {
    try {
      return text(name).map(Double::parseDouble).orElse(otherwise);
    } catch (NumberFormatException wrong) {
      throw wrong(name, "must be a number");
    }
  }

  public Optional<Path> folder(String name) {
    try {
      return text(name).map(Path::of).map(Path::toAbsolutePath);
    } catch (InvalidPathException wrong) {
      throw wrong(name, "must be a folder");
    }
  }

  /// Some items of a list, separated by commas: all of them if the setting is not set, none if it
  /// is empty.
  ///
  /// @param label the name of an item
  public <T> List<T> some(String name, List<T> all, Function<T, String> label) {
    if (!values.containsKey(name)) {
      return all;
    }
    return text(name).stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(word -> named(name, word.strip(), all, label))
        .toList();
  }

  /// The value, if it is set and not empty.
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /// Makes sure that a number is neither too small nor too large.
  ///
  /// @param setting in full, such as `local.learners`
  public static void requireWithin(String setting, Number value, int least, int most) {
    double number = value.doubleValue();
    if (!(number >= least && number <= most)) { // NaN is in no range.
      throw new WrongSettingException(
          setting, "must be from %d to %d: %s".formatted(least, most, value));
    }
  }

  private <T> T named(String name, String word, List<T> all, Function<T, String> label) {
    return all.stream()
        .filter(thing -> label.apply(thing).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    name,
                    all.stream()
                        .map(label)
                        .collect(
                            Collectors.joining(", ", "must be from ", ", separated by commas"))));
  }

  private static void requireKnown(Collection<String> given, String prefix, Set<String> names) {
    for (String name : given) {
      if (!names.contains(name)) {
        throw new WrongSettingException(
            prefix + name, "is no setting; there are " + String.join(", ", new TreeSet<>(names)));
      }
    }
  }

  private WrongSettingException wrong(String name, String why) {
    return new WrongSettingException(prefix + name, why + ": " + values.get(name));
  }
}
