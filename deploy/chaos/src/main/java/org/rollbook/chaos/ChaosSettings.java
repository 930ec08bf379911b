package org.rollbook.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollbook.chaos.drill.Drill;
import org.rollbook.chaos.mutant.Mutant;
import org.rollbook.chaos.read.DrilledTopology;
import org.rollbook.chaos.read.Readers;
import org.rollbook.testkit.settings.GivenSettings;
import org.rollbook.testkit.settings.WrongSettingException;

/// What `mvn -Pchaos -Dchaos.<name>=...` decides.
///
/// @param topologies which are drilled, one after the other
/// @param drills each run once for each topology
/// @param mutants which are run after the drills
/// @param seconds the shortest time for which each drill reads
/// @param reads the least number of answers, over all drills, that are compared with the truth
/// @param eventsPerSecond that the campus writes
/// @param load how many readers there are, and how much they read
record ChaosSettings(
    List<DrilledTopology> topologies,
    List<Drill> drills,
    List<Mutant> mutants,
    int seconds,
    int reads,
    double eventsPerSecond,
    Readers.Load load) {

  private static final String PROPERTIES = "chaos.";

  private static final Set<String> NAMES =
      Set.of(
          "topologies",
          "drills",
          "mutants",
          "seconds",
          "reads",
          "events-per-second",
          "readers",
          "requests-per-second",
          "seed");

  ChaosSettings {
    within("seconds", seconds, 1, 86_400);
    within("reads", reads, 0, Integer.MAX_VALUE);
    within("events-per-second", eventsPerSecond, 1, 10_000);
    within("readers", load.readers(), 1, 1_000);
    within("requests-per-second", load.requestsPerSecond(), 1, 100_000);
    topologies = topologies.stream().distinct().sorted().toList();
    drills = drills.stream().distinct().sorted().toList();
    mutants = mutants.stream().distinct().toList();
  }

  /// Reads the system properties that begin with `chaos.`.
  ///
  /// @throws WrongSettingException for the first that is unknown or has a wrong value
  static ChaosSettings from(Map<String, String> properties) {
    var given = GivenSettings.of(properties, PROPERTIES, NAMES);
    return new ChaosSettings(
        given.some("topologies", List.of(DrilledTopology.values()), DrilledTopology::label),
        given.some("drills", Drill.USUAL, Drill::label),
        given.some("mutants", Mutant.ALL, Mutant::label),
        given.whole("seconds", 60),
        given.whole("reads", 1_000_000),
        given.number("events-per-second", 100),
        new Readers.Load(
            given.whole("readers", 12),
            given.number("requests-per-second", 500),
            given.seed("seed", 1)));
  }

  /// Looks for misspelled settings in Maven's command line.
  ///
  /// @param arguments of `mvn`, in one line or many
  /// @throws WrongSettingException for the first that is unknown
  static void requireKnownOnly(String arguments) {
    GivenSettings.requireKnownOnly(arguments, PROPERTIES, NAMES);
  }

  /// The least number of answers that each drill compares with the truth.
  int readsOfADrill() {
    int runs = topologies.size() * drills.size();
    return runs == 0 ? 0 : Math.ceilDiv(reads, runs);
  }

  private static void within(String name, Number value, int least, int most) {
    GivenSettings.requireWithin(PROPERTIES + name, value, least, most);
  }
}
