package org.rollbook.local.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `mvn -Plocal -Dlocal.<name>=...` decides.
///
/// @param learners how many people the simulated campus has
/// @param courses how many courses it has, with Zipf sizes
/// @param seed decides what happens at the campus
/// @param prefix what Open edX would have as `EVENT_BUS_TOPIC_PREFIX`
/// @param eventsPerSecond how much the campus publishes; 0 is no campus
/// @param topologies which to run, each once; none leaves the broker and the registry
/// @param data where state is kept between runs; absent, each run begins anew
/// @param ports where everything listens
public record LocalSettings(
    int learners,
    int courses,
    long seed,
    Optional<String> prefix,
    double eventsPerSecond,
    List<Topology> topologies,
    Optional<Path> data,
    Ports ports) {

  static final String PROPERTIES = "local.";

  private static final int MOST_LEARNERS = 10_000_000;
  private static final int MOST_COURSES = 100_000;
  private static final int MOST_EVENTS = 10_000;

  /// What Kafka takes in a topic's name, short enough to leave room for the rest of it.
  private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-zA-Z0-9._-]{1,100}");

  public LocalSettings {
    requireWithin("learners", learners, 1, MOST_LEARNERS);
    requireWithin("courses", courses, 1, MOST_COURSES);
    requireWithin("events-per-second", eventsPerSecond, 0, MOST_EVENTS);
    if (prefix.filter(text -> !TOPIC_PREFIX.matcher(text).matches()).isPresent()) {
      throw new WrongSettingException(
          "prefix", "must be 1 to 100 letters, digits, dots, dashes, underscores: " + prefix.get());
    }
    if (data.filter(folder -> Files.exists(folder) && !Files.isDirectory(folder)).isPresent()) {
      throw new WrongSettingException("data", "must be a folder: " + data.get());
    }
    topologies = topologies.stream().distinct().sorted().toList();
  }

  /// Reads the system properties that begin with `local.`.
  ///
  /// @throws WrongSettingException for the first that is unknown or has a wrong value
  public static LocalSettings from(Map<String, String> properties) {
    var given = Given.of(properties);
    return new LocalSettings(
        given.whole("learners", 5_000),
        given.whole("courses", 50),
        given.seed("seed", 1),
        given.text("prefix"),
        given.number("events-per-second", 50),
        given.topologies("topologies"),
        given.folder("data"),
        new Ports(given.whole("port-offset", 0)));
  }

  /// Looks for misspelled settings in what Maven was called with: Maven passes on only those that
  /// it was told of.
  ///
  /// @param arguments of `mvn`, in one line or many
  /// @throws WrongSettingException for the first that is unknown
  public static void requireKnownOnly(String arguments) {
    Given.requireKnown(
        Pattern.compile("-D" + Pattern.quote(PROPERTIES) + "([^=\\s]*)")
            .matcher(arguments)
            .results()
            .map(found -> found.group(1))
            .toList());
  }

  static void requireWithin(String setting, Number value, int least, int most) {
    double number = value.doubleValue();
    if (!(number >= least && number <= most)) { // Not a number is in no range.
      throw new WrongSettingException(
          setting, "must be from %d to %d: %s".formatted(least, most, value));
    }
  }
}
