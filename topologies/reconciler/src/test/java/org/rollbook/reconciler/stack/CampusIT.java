package org.rollbook.reconciler.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.LearnerCourse;
import org.rollbook.reconciler.lms.ComparedTables;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.campus.EventLoss;
import org.rollbook.testkit.campus.GradeUpdate;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.lms.LmsFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A campus whose tables and events drift apart, and both views of it. The long form is
/// `-Dseconds=600`.
class CampusIT {

  private static final Logger LOG = LoggerFactory.getLogger(CampusIT.class);

  private static final Clock CLOCK = Clock.systemUTC();
  private static final int SECONDS = Integer.getInteger("seconds", 20);
  private static final double EVENTS_PER_SECOND = 100;
  private static final double LOST = 0.01;

  /// Of rolled back, unannounced and deleted rows each.
  private static final double FAULTS = 0.005;

  private static final int EVENTS_BEFORE = 2_000;

  /// Late by half a second at that rate, and by less than half of the margin at an eighth of it.
  private static final Disorder DISORDER = new Disorder(0.02, 0.01, 0.05, 50, 0.2);

  @TempDir private Path folder;

  private final Set<LearnerCourse> lostEnrollments = ConcurrentHashMap.newKeySet();
  private final Set<LearnerCourse> lostGrades = ConcurrentHashMap.newKeySet();

  /// A semester before Rollbook listened, lost events, changes without events, deletions,
  /// rollbacks, and kills.
  @Test
  void shouldFindAndRepairExactlyWhatTheBusLost() throws Exception {
    try (var site = new DrilledSite(folder)) {
      Campus past = campus().writingTo(site.tables());
      site.tables().together(() -> past.happenUnnoticed(EVENTS_BEFORE));
      site.start("repair", "");
      var faults = new LmsFaults(site.tables(), FAULTS, new SplittableRandom(7));
      var run = new CampusRun(past.writingTo(faults), site.lms(), EVENTS_PER_SECOND, CLOCK);
      try (run) {
        run.losing(losses()).start();
        site.awaitComplete();
        for (Runnable kill : site.kills()) {
          awaitPublished(run, SECONDS * EVENTS_PER_SECOND / site.kills().size());
          kill.run();
        }
        awaitPublished(run, 1);
        run.finish();
      }
      site.awaitEqual();
      // Whatever else was healed by later events, these two are drift for certain.
      List<LearnerCourse> deleted = faults.deleteOneOfEach();
      site.awaitEqual();
      site.awaitJudged();

      String what = "%s, %s".formatted(run.progress(), site);
      LOG.atInfo().addKeyValue("what", what).log("Drilled");
      assertThat(run.progress().lost()).isPositive();
      assertThat(site.drifted(ComparedTables.ENROLLMENTS))
          .as(what)
          .contains(deleted.getFirst())
          .allMatch(key -> lostEnrollments.contains(key) || faults.enrollments().contains(key));
      assertThat(site.drifted(ComparedTables.GRADES))
          .as(what)
          .contains(deleted.getLast())
          .allMatch(key -> lostGrades.contains(key) || faults.grades().contains(key));
      site.assertRight();
    }
  }

  /// Duplicates, late events and events of other topics are no drift.
  @Test
  void shouldReportNoDriftWhereNothingIsLost() throws Exception {
    try (var site = new DrilledSite(folder)) {
      site.start("report", "empty");
      var run =
          new CampusRun(campus().writingTo(site.tables()), site.lms(), EVENTS_PER_SECOND, CLOCK);
      try (run) {
        run.start();
        awaitPublished(run, SECONDS * EVENTS_PER_SECOND);
        run.finish();
      }
      site.awaitEqual();
      site.awaitJudged();
      assertThat(site.drifted(ComparedTables.ENROLLMENTS)).isEmpty();
      assertThat(site.drifted(ComparedTables.GRADES)).isEmpty();
      site.assertRight();
    }
  }

  private static Campus campus() {
    return Campus.running(
        CampusSettings.of(3, 500, 10)
            .emitting(RowKind.ENROLLMENTS, RowKind.GRADES)
            .withUnenrollmentsApart(true)
            .withDisorder(DISORDER),
        CLOCK);
  }

  /// Remembers what was lost.
  private Predicate<CampusEvent> losses() {
    var losses = new EventLoss(LOST, 11);
    return event -> {
      boolean lost = losses.test(event);
      if (lost) {
        remember(event);
      }
      return lost;
    };
  }

  private void remember(CampusEvent event) {
    var key = new LearnerCourse(event.payload().key().learner(), event.payload().key().course());
    switch (event.payload()) {
      case TrueEnrollment _ -> lostEnrollments.add(key);
      case GradeUpdate _ -> lostGrades.add(key);
      default -> LOG.atDebug().log("An event that changes no row was lost");
    }
  }

  private static void awaitPublished(CampusRun run, double more) {
    double enough = run.progress().acknowledged() + more;
    await()
        .atMost(TimeLimit.AMPLE.plusSeconds(SECONDS))
        .until(() -> run.progress().acknowledged() >= enough);
  }
}
