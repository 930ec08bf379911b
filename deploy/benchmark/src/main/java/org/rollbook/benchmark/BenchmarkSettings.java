package org.rollbook.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import org.rollbook.testkit.settings.GivenSettings;
import org.rollbook.testkit.settings.WrongSettingException;

/// What `mvn -Pbenchmark -Dbenchmark=<names> -Dbenchmark.<setting>=...` decides.
///
/// @param benchmarks which are run
/// @param rounds how many rounds of each count
/// @param seconds how long each contender is asked in each round
/// @param learners in the large course that is read
/// @param events in the topic that the ingest benchmark reads
/// @param growth the sizes of a growing site in enrollments, least first
/// @param baseline the packaged enrollments topology of another build, to compare this build with
record BenchmarkSettings(
    List<Benchmark> benchmarks,
    int rounds,
    int seconds,
    int learners,
    int events,
    List<Integer> growth,
    Optional<Path> baseline) {

  private static final String WHICH = "benchmark";
  private static final String PROPERTIES = "benchmark.";
  private static final Set<String> NAMES =
      Set.of("rounds", "seconds", "learners", "events", "growth", "baseline");

  BenchmarkSettings {
    within("rounds", rounds, 1, 1_000);
    within("seconds", seconds, 1, 3_600);
    within("learners", learners, 2_000, 2_000_000);
    within("events", events, 1_000, 10_000_000);
    growth.forEach(size -> within("growth", size, 1_000, 10_000_000));
    int apart = 2 * (rounds + 1);
    if (growth.size() < 2
        || growth.getFirst() < apart
        || growth.stream()
            .gather(Gatherers.windowSliding(2))
            .anyMatch(two -> two.getLast() - two.getFirst() < apart)) {
      throw new WrongSettingException(
          PROPERTIES + "growth",
          "must be two sizes or more, each %d or more above the one before: %s"
              .formatted(apart, growth));
    }
    baseline
        .filter(jar -> !Files.isRegularFile(jar))
        .ifPresent(
            jar -> {
              throw new WrongSettingException(PROPERTIES + "baseline", "is not a file: " + jar);
            });
    benchmarks = benchmarks.stream().distinct().sorted().toList();
    growth = List.copyOf(growth);
  }

  /// Reads the system properties `benchmark` and those that begin with `benchmark.`.
  ///
  /// @throws WrongSettingException for the first that is unknown or has a wrong value
  static BenchmarkSettings from(Map<String, String> properties) {
    var which = new HashMap<>(properties);
    which.keySet().retainAll(Set.of(WHICH));
    var given = GivenSettings.of(properties, PROPERTIES, NAMES);
    return new BenchmarkSettings(
        GivenSettings.of(which, "", Set.of(WHICH))
            .some(WHICH, List.of(Benchmark.values()), Benchmark::label),
        given.whole("rounds", 5),
        given.whole("seconds", 3),
        given.whole("learners", 1_000_000),
        given.whole("events", 1_000_000),
        sizes(given.text("growth").orElse("1000000,2000000,4000000,8000000")),
        given.folder("baseline"));
  }

  /// Looks for misspelled settings in Maven's command line.
  ///
  /// @param arguments of `mvn`, in one line or many
  /// @throws WrongSettingException for the first that is unknown
  static void requireKnownOnly(String arguments) {
    GivenSettings.requireKnownOnly(arguments, PROPERTIES, NAMES);
  }

  private static List<Integer> sizes(String text) {
    try {
      return Arrays.stream(text.split(",", -1)).map(String::strip).map(Integer::valueOf).toList();
    } catch (NumberFormatException wrong) {
      throw new WrongSettingException(
          PROPERTIES + "growth", "must be whole numbers, separated by commas: " + text);
    }
  }

  private static void within(String name, int value, int least, int most) {
    GivenSettings.requireWithin(PROPERTIES + name, value, least, most);
  }
}
