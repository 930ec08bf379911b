package org.rollbook.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.chaos.account.DrillResult;
import org.rollbook.chaos.account.ReadTally;
import org.rollbook.chaos.read.AgeBounds;
import org.rollbook.chaos.read.DrilledTopology;
import org.rollbook.chaos.read.Readers;
import org.rollbook.chaos.site.CampusSite;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.site.Waiting;

/// The kill drill in short: two instances, one of which dies.
final class ChaosIT {

  private static final Clock CLOCK = Clock.systemUTC();

  /// This many answers before anything happens, and again when everything has settled.
  private static final int READS = 300;

  private static final Path JAR =
      DrilledTopology.ENROLLMENTS.jar(Path.of(System.getProperty("rollbook.home")));

  @TempDir Path folder;

  @Test
  void shouldAnswerNothingWrongWhileAnOwnerDies() {
    try (var site = CampusSite.start(plan(), 300, report -> {}, CLOCK)) {
      site.fleet().settleAt(2);

      ReadTally tally = readWhileAnOwnerDies(site);

      assertThat(tally.examples()).isEmpty();
      DrillResult result = tally.result("enrollments/kill", Duration.ZERO, Duration.ZERO);
      assertThat(result.reads()).isPositive();
      assertThat(result.wrongRows()).isZero();
      assertThat(result.falseAbsent()).isZero();
      assertThat(result.partialLists()).isZero();
      assertThat(result.boundsBroken()).isZero();
      assertThat(result.writesNotReadBack()).isZero();
    }
  }

  private static ReadTally readWhileAnOwnerDies(CampusSite site) {
    var readers =
        new Readers(
            site.view(),
            site.writes(),
            site.fleet().backends(),
            site.partitions(),
            new Readers.Load(6, 100, 1),
            new AgeBounds(AgeBounds.UNASKED),
            CLOCK);
    try (readers) {
      awaitMoreReads(readers.tally());
      site.fleet().instance(0).kill();
      assertThat(site.fleet().untilSettled()).isPresent();
      awaitMoreReads(readers.tally());
    }
    return readers.tally();
  }

  private static void awaitMoreReads(ReadTally tally) {
    long enough = tally.checked() + READS;
    Waiting.until(() -> tally.checked() >= enough, TimeLimit.AMPLE);
  }

  private CampusSite.Plan plan() {
    return new CampusSite.Plan(
        DrilledTopology.ENROLLMENTS,
        JAR,
        () -> JAR,
        folder,
        2,
        2,
        CampusSettings.of(1, 300, 10),
        50);
  }
}
