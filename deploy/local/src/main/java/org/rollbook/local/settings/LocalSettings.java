package org.rollbook.local.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.settings.GivenSettings;
import org.rollbook.testkit.settings.WrongSettingException;

/// What `mvn -Plocal -Dlocal.<name>=...` decides.
///
/// @param learners how many people the simulated campus has
/// @param courses how many courses it has, with Zipf sizes
/// @param seed decides what happens at the campus
/// @param prefix the `EVENT_BUS_TOPIC_PREFIX` of Open edX
/// @param eventsPerSecond how much the campus publishes; 0 for no campus
/// @param topologies which views to run, each once; if none, only the broker and the registry run
/// @param lms whether there is the LMS's database, and the reconciler
/// @param bus what the LMS publishes to
/// @param lose the share of events that the LMS fails to send; only with its database
/// @param data where state is kept between runs; absent, each run begins anew
/// @param ports where everything listens
public record LocalSettings(
    int learners,
    int courses,
    long seed,
    Optional<String> prefix,
    double eventsPerSecond,
    List<LocalTopology> topologies,
    LocalLms lms,
    LocalBus bus,
    double lose,
    Optional<Path> data,
    LocalPorts ports) {

  private static final String PROPERTIES = "local.";

  private static final Set<String> NAMES =
      Set.of(
          "learners",
          "courses",
          "seed",
          "prefix",
          "events-per-second",
          "topologies",
          "lms",
          "bus",
          "lose",
          "data",
          "port-offset");

  private static final int MOST_LEARNERS = 10_000_000;
  private static final int MOST_COURSES = 100_000;
  private static final int MOST_EVENTS = 10_000;

  private static final Duration SHORTEST_MARGIN = Duration.ofSeconds(5);
  private static final double MILLIS = 1_000;
  private static final double LATE_IS_DOUBLED = 2;

  /// The characters that Kafka allows in a topic's name; short enough to leave room for the rest of
  /// it.
  private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-zA-Z0-9._-]{1,100}");

  public LocalSettings {
    requireWithin("learners", learners, 1, MOST_LEARNERS);
    requireWithin("courses", courses, 1, MOST_COURSES);
    requireWithin("events-per-second", eventsPerSecond, 0, MOST_EVENTS);
    if (prefix.filter(text -> !TOPIC_PREFIX.matcher(text).matches()).isPresent()) {
      throw wrong(
          "prefix", "must be 1 to 100 letters, digits, dots, dashes, underscores: " + prefix.get());
    }
    requireWithin("lose", lose, 0, 1);
    if (lose > 0 && lms == LocalLms.NONE) {
      throw wrong(
          "lose", "needs local.lms, since only the LMS's database has lost events: " + lose);
    }
    if (data.filter(folder -> Files.exists(folder) && !Files.isDirectory(folder)).isPresent()) {
      throw wrong("data", "must be a folder: " + data.get());
    }
    topologies = topologies.stream().distinct().sorted().toList();
    if (lms != LocalLms.NONE && topologies.isEmpty()) {
      throw wrong("lms", "needs a view to compare with: local.topologies is empty");
    }
  }

  /// Reads the system properties that begin with `local.`.
  ///
  /// @throws WrongSettingException for the first that is unknown or has a wrong value
  public static LocalSettings from(Map<String, String> properties) {
    var given = GivenSettings.of(properties, PROPERTIES, NAMES);
    return new LocalSettings(
        given.whole("learners", 5_000),
        given.whole("courses", 50),
        given.seed("seed", 1),
        given.text("prefix"),
        given.number("events-per-second", 50),
        given.some("topologies", LocalTopology.VIEWS, LocalTopology::label),
        lms(given.text("lms")),
        bus(given.text("bus")),
        given.number("lose", 0),
        given.folder("data"),
        new LocalPorts(given.whole("port-offset", 0)));
  }

  /// Maven passes a property without a value as `true`.
  private static LocalLms lms(Optional<String> given) {
    return switch (given.orElse("false")) {
      case "false" -> LocalLms.NONE;
      case "true" -> LocalLms.NEW;
      case "before" -> LocalLms.BEFORE;
      case String other -> throw wrong("lms", "must be true or before: " + other);
    };
  }

  private static LocalBus bus(Optional<String> given) {
    return switch (given.orElse("kafka")) {
      case "kafka" -> LocalBus.KAFKA;
      case "redis" -> LocalBus.REDIS;
      case String other -> throw wrong("bus", "must be kafka or redis: " + other);
    };
  }

  /// Every process that is a deployable of Rollbook's.
  public List<LocalTopology> processes() {
    var processes = new ArrayList<>(topologies);
    if (lms != LocalLms.NONE) {
      processes.add(LocalTopology.RECONCILER);
    }
    if (bus == LocalBus.REDIS) {
      processes.add(LocalTopology.REDIS_BRIDGE);
    }
    return List.copyOf(processes);
  }

  /// How much earlier than it was read a row of the LMS counts: longer than an event of the campus
  /// may be late, which is counted in events.
  public Duration margin() {
    return eventsPerSecond == 0
        ? SHORTEST_MARGIN
        : SHORTEST_MARGIN.plusMillis(
            Math.round(MILLIS * LATE_IS_DOUBLED * Disorder.USUAL.longestDelay() / eventsPerSecond));
  }

  /// Looks for misspelled settings in Maven's command line.
  ///
  /// @param arguments of `mvn`, in one line or many
  /// @throws WrongSettingException for the first that is unknown
  public static void requireKnownOnly(String arguments) {
    GivenSettings.requireKnownOnly(arguments, PROPERTIES, NAMES);
  }

  /// The error for a setting with a wrong value.
  ///
  /// @param name without `local.`
  /// @param why completes the sentence that begins with the setting
  public static WrongSettingException wrong(String name, String why) {
    return new WrongSettingException(PROPERTIES + name, why);
  }

  static void requireWithin(String name, Number value, int least, int most) {
    GivenSettings.requireWithin(PROPERTIES + name, value, least, most);
  }
}
