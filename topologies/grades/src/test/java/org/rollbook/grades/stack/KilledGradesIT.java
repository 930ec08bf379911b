package org.rollbook.grades.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.Audit;
import org.rollbook.testkit.site.KillDrill;
import org.rollbook.testkit.site.KillDrill.Drilled;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.SubscribedRecords;
import org.rollbook.testkit.site.Witness;

/// Checks the served and published rows after the process was killed again and again while a campus
/// published all three kinds of events about grades, and the answers meanwhile.
class KilledGradesIT {

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Site site;
  private static Audit<?, ?> audit;
  private static Drilled drilled;

  @BeforeAll
  static void drill() {
    site = Site.start("grades", folder);
    audit = new Audit<>(site.grades(), TRUTH.grades());
    drilled =
        KillDrill.asPublishedTo()
            .run(site, TRUTH, audit, settings -> settings.emitting(RowKind.GRADES));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void shouldHaveReceivedDuplicateAndLateEvents() {
    assertThat(drilled.published().failed()).isZero();
    assertThat(drilled.published().repeated()).isPositive();
    assertThat(drilled.published().late()).isPositive();
  }

  @Test
  void shouldServeTheTrueGradebooksAndRowsOfLearners() {
    assertThat(audit.wrongLists()).isEmpty();
  }

  /// Added up from the served gradebook, not from the truth.
  @Test
  void shouldServeDistributionsThatAreTheSumsOfTheirGradebooks() {
    assertThat(audit.wrongFigures()).isEmpty();
  }

  @Test
  void shouldPublishTheTrueGradesAndDistributions() {
    SubscribedRecords.ofGrades(site).awaitAllOf(TRUTH.grades());
  }

  @Test
  void shouldNeverHaveContradictedItsAsOf() {
    Witness witness = drilled.witness();

    assertThat(witness.contradictions()).as(witness.toString()).isEmpty();
  }

  @Test
  void shouldRejectNothing() {
    assertThat(site.deadLetters()).isEmpty();
  }
}
