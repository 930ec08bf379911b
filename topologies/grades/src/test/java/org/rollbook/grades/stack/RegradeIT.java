package org.rollbook.grades.stack;

import static java.util.Collections.synchronizedList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.sample.SampleReply;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A course whose grading policy changes: everybody in it is graded again within seconds, and all
/// events come through one inbound partition of each topic.
///
/// `-Dlearners=100000` makes the course as large as the largest, and `-Devents-per-second=2500`
/// makes the LMS publish at that rate instead of as fast as it can. The log then reports the cost
/// of reading other grades meanwhile, as a ratio to the cost without a regrade: the median of some
/// regrades, each with its own idle time before it, at one rate of reads. The campus's events are
/// generated before that time begins. Broker, campus, reader and view share the machine, so they
/// all influence the ratio, and nothing is asserted about it.
class RegradeIT {

  private static final Logger LOG = LoggerFactory.getLogger(RegradeIT.class);

  private static final int LEARNERS = Integer.getInteger("learners", 1_000);
  private static final boolean MEASURED = LEARNERS > 1_000;
  private static final int REGRADES = MEASURED ? 5 : 1;
  private static final int EVENTS_PER_SECOND =
      Integer.getInteger("events-per-second", Integer.MAX_VALUE);
  private static final Duration IDLE = Duration.ofSeconds(MEASURED ? 10 : 1);
  private static final Duration EVERY = Duration.ofMillis(10);

  @TempDir static Path folder;
  private static final Truth TRUTH = Truth.keepingAll();
  private static Site site;
  private static CourseKey course;

  @BeforeAll
  static void gradeEverybodyTwice() {
    site =
        MEASURED
            ? Site.startIn(JvmArguments.AT_WORK, "grades", folder)
            : Site.start("grades", folder);
    site.view().awaitReady();
    var settings =
        CampusSettings.of(5, LEARNERS, 3).withDisorder(Disorder.NONE).emitting(RowKind.GRADES);
    Campus campus = Campus.running(settings, Clock.systemUTC());
    course = campus.courses().getFirst();
    try (var lms = site.lms(TRUTH)) {
      CourseKey other = campus.courses().getLast();
      campus.gradeEverybody(other);
      publish(Stream.generate(campus::next).limit(LEARNERS).toList(), lms);
      campus.gradeEverybody(course);
      publish(grading(campus), lms);
      awaitServed(course);
      awaitServed(other);

      LOG.atInfo()
          .addKeyValue("learners", LEARNERS)
          .addKeyValue(
              "medianOfRatios",
              IntStream.range(0, REGRADES)
                  .mapToDouble(i -> ratioOfRegrade(campus, lms, other))
                  .sorted()
                  .toArray()[REGRADES / 2])
          .log("Regraded");
    }
  }

  /// The cost of reading others' grades while a course is regraded, as a ratio to the cost just
  /// before.
  private static double ratioOfRegrade(Campus campus, OpenEdxProducer lms, CourseKey other) {
    campus.regrade(course);
    List<Delivery> regrade = grading(campus);
    Reads.Times idle = Reads.during(other, () -> LockSupport.parkNanos(IDLE.toNanos()));
    Instant begun = Instant.now();
    Reads.Times meanwhile =
        Reads.during(
            other,
            () -> {
              publish(regrade, lms);
              awaitServed(course);
            });
    double ratio = (double) meanwhile.p99() / idle.p99();
    LOG.atInfo()
        .addKeyValue("events", regrade.size())
        .addKeyValue("servedIn", Duration.between(begun, Instant.now()))
        .addKeyValue("idle", idle)
        .addKeyValue("meanwhile", meanwhile)
        .addKeyValue("ratioOfP99", ratio)
        .log("Served");
    return ratio;
  }

  private static void publish(List<Delivery> publications, OpenEdxProducer lms) {
    long begun = System.nanoTime();
    for (int i = 0; i < publications.size(); i++) {
      long due = begun + i * Duration.ofSeconds(1).toNanos() / EVENTS_PER_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
      var _ = lms.publish(publications.get(i));
    }
  }

  private static List<Delivery> grading(Campus campus) {
    var publications = new ArrayList<Delivery>();
    while (campus.isGrading()) {
      publications.add(campus.next());
    }
    return publications;
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /// Waits until all events that were on the bus at the call are applied.
  private static void awaitServed(CourseKey course) {
    Instant now = Instant.now();
    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                site.grades().figures(course) instanceof Answered(_, var asOf)
                    && asOf.isAfter(now));
  }

  @Test
  void shouldServeTheRegradedGradebookAndItsSum() {
    List<TrueGrade> gradebook = TRUTH.grades().rowsOf(course);

    assertThat(gradebook).hasSizeGreaterThanOrEqualTo(LEARNERS);
    await()
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(
            () -> assertThat(answered(site.grades().rowsOf(course))).isEqualTo(gradebook));
    assertThat(answered(site.grades().figures(course))).isEqualTo(TRUTH.grades().figures(course));
  }

  /// Each learner's grade is by the new policy: no older event has replaced it.
  @Test
  void shouldGradeEverybodyByTheNewPolicy() {
    assertThat(
            answered(site.grades().rowsOf(course)).stream()
                .map(row -> row.score().orElseThrow().policyHash())
                .distinct())
        .hasSize(1);
  }

  @Test
  void shouldRejectNothing() {
    assertThat(site.deadLetters()).isEmpty();
  }

  private static <T> T answered(SampleReply<T> reply) {
    if (reply instanceof Answered<T>(T value, _)) {
      return value;
    }
    throw new AssertionError("no answer: " + reply);
  }

  /// Reads grades of one course at a fixed rate, on one connection, and measures the time of each.
  private static final class Reads {

    private final List<CampusEnrollmentKey> keys;
    private final List<Long> nanos = synchronizedList(new ArrayList<>());
    private final RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");

    private Reads(CourseKey course) {
      keys = TRUTH.grades().rowsOf(course).stream().map(TrueGrade::key).toList();
    }

    /// In microseconds.
    record Times(int reads, long p50, long p99) {}

    static Times during(CourseKey course, Runnable something) {
      var reads = new Reads(course);
      var thread = Thread.ofPlatform().daemon().start(reads::read);
      something.run();
      await().until(() -> !reads.nanos.isEmpty());
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return reads.times();
    }

    /// A late read is made up for: reads that wait behind a slow one are not left out.
    private void read() {
      for (long due = System.nanoTime();
          !Thread.currentThread().isInterrupted();
          due += EVERY.toNanos()) {
        LockSupport.parkNanos(due - System.nanoTime());
        long begun = System.nanoTime();
        if (site.grades().row(keys.get(chance.nextInt(keys.size()))) instanceof Answered) {
          nanos.add(System.nanoTime() - begun);
        }
      }
    }

    private Times times() {
      List<Long> sorted = nanos.stream().sorted().toList();
      return new Times(
          sorted.size(),
          sorted.get(sorted.size() / 2) / 1_000,
          sorted.get(sorted.size() * 99 / 100) / 1_000);
    }
  }
}
