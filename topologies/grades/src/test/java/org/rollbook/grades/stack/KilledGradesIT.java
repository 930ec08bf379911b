package org.rollbook.grades.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.campus.Kind;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.Audit;
import org.rollbook.testkit.site.Derived;
import org.rollbook.testkit.site.KillDrill;
import org.rollbook.testkit.site.KillDrill.Drilled;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;

/// What is served and published after the process was killed again and again while a campus told of
/// grades in all three ways, and what was answered meanwhile.
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
        KillDrill.asToldTo().run(site, TRUTH, audit, settings -> settings.telling(Kind.GRADES));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void shouldHaveHeardDoubledAndLateEvents() {
    assertThat(drilled.published().failed()).isZero();
    assertThat(drilled.published().repeated()).isPositive();
    assertThat(drilled.published().late()).isPositive();
  }

  @Test
  void shouldServeTheTrueGradebooksAndRowsOfLearners() {
    assertThat(audit.wrongLists()).isEmpty();
  }

  /// Added up anew from what the gradebook serves, not from what the truth says.
  @Test
  void shouldServeDistributionsThatAreTheSumOfTheirGradebooks() {
    assertThat(audit.wrongFigures()).isEmpty();
  }

  @Test
  void shouldPublishTheTrueGradesAndDistributions() {
    Derived.ofGrades(site).awaitAllOf(TRUTH.grades());
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
