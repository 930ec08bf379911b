package org.rollbook.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollbook.testkit.settings.GivenSettings;
import org.rollbook.testkit.settings.WrongSettingException;

/// What `mvn -Pbenchmark -Dbenchmark=<names> -Dbenchmark.<setting>=...` decides.
///
/// @param benchmarks which are run
/// @param rounds how many count of each
/// @param seconds how long each side is asked in each round
/// @param learners in the large course
record BenchmarkSettings(List<Benchmark> benchmarks, int rounds, int seconds, int learners) {

  private static final String WHICH = "benchmark";
  private static final String PROPERTIES = "benchmark.";
  private static final Set<String> NAMES = Set.of("rounds", "seconds", "learners");

  BenchmarkSettings {
    within("rounds", rounds, 1, 1_000);
    within("seconds", seconds, 1, 3_600);
    within("learners", learners, 2_000, 10_000_000);
    benchmarks = benchmarks.stream().distinct().sorted().toList();
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
        given.whole("learners", 1_000_000));
  }

  /// Looks for misspelled settings in what Maven was called with.
  ///
  /// @param arguments of `mvn`, in one line or many
  /// @throws WrongSettingException for the first that is unknown
  static void requireKnownOnly(String arguments) {
    GivenSettings.requireKnownOnly(arguments, PROPERTIES, NAMES);
  }

  private static void within(String name, int value, int least, int most) {
    GivenSettings.requireWithin(PROPERTIES + name, value, least, most);
  }
}
