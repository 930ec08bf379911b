package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusProgress;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.EnrollmentsUrls;
import org.rollbook.testkit.sample.Reply;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.site.KillDrill;
import org.rollbook.testkit.site.Witness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is served and published after the process was killed again and again while the campus went
/// on, and what was answered meanwhile.
class KilledEnrollmentsIT {

  private static final Logger LOG = LoggerFactory.getLogger(KilledEnrollmentsIT.class);

  private static final EnrollmentsUrls PATHS = new EnrollmentsUrls(URI.create(""));

  /// The default of `ROLLBOOK_HISTORY`.
  private static final int REMEMBERED = 50;

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Stack stack;
  private static Witness witness;
  private static CampusProgress published;

  @BeforeAll
  static void drill() {
    stack = Stack.start(folder);
    stack.view().awaitReady(Duration.ofSeconds(90));
    witness = stack.witness(TRUTH).start();
    Instant begun = Instant.now();
    published =
        KillDrill.asToldTo()
            .run(stack.view(), stack.lms(TRUTH), site -> site.withUnenrollmentsApart(true));
    Instant done = Instant.now();
    await("until every answer is as of after the last event")
        .atMost(Duration.ofMinutes(3))
        .until(() -> everythingIsAsOf(done));
    LOG.atInfo()
        .addKeyValue("published", published)
        .addKeyValue("in", Duration.between(begun, done))
        .addKeyValue("servedAfter", Duration.between(done, Instant.now()))
        .addKeyValue("answers", witness)
        .log("Drilled");
  }

  @AfterAll
  static void stop() {
    if (witness != null) {
      witness.close();
    }
    stack.close();
  }

  private static boolean everythingIsAsOf(Instant time) {
    return TRUTH.courses().stream().allMatch(course -> isAfter(time, stack.api().counts(course)))
        && learners().allMatch(learner -> isAfter(time, stack.api().enrollments(learner)));
  }

  private static boolean isAfter(Instant time, Reply<?> reply) {
    return reply instanceof Answered(_, var asOf) && asOf.isAfter(time);
  }

  @Test
  void shouldHaveHeardDoubledAndLateEvents() {
    assertThat(published.failed()).isZero();
    assertThat(published.repeated()).isPositive();
    assertThat(published.late()).isPositive();
  }

  @Test
  void shouldServeTheTrueRosters() {
    assertThat(TRUTH.courses())
        .allSatisfy(
            course ->
                assertThat(answered(stack.api().roster(course))).isEqualTo(TRUTH.roster(course)));
  }

  @Test
  void shouldServeTheTrueCounts() {
    assertThat(TRUTH.courses())
        .allSatisfy(
            course ->
                assertThat(answered(stack.api().counts(course))).isEqualTo(TRUTH.counts(course)));
  }

  @Test
  void shouldServeTheTrueEnrollmentsOfEachLearner() {
    assertThat(learners())
        .allSatisfy(
            learner ->
                assertThat(answered(stack.api().enrollments(learner)))
                    .containsExactlyInAnyOrderElementsOf(TRUTH.enrollments(learner)));
  }

  /// Of some hundred, each event once, however often it was read.
  @Test
  void shouldServeTheTrueHistories() {
    assertThat(keys().limit(300))
        .allSatisfy(
            key ->
                assertThat(eventIds(stack.get(PATHS.history(key).toString()).json()))
                    .containsExactlyElementsOf(
                        TRUTH.history(key).stream()
                            .limit(REMEMBERED)
                            .map(said -> said.stamp().eventId())
                            .toList()));
  }

  @Test
  void shouldAnswerTheSameInLookups() {
    List<EnrollmentKey> keys = keys().limit(1_000).toList();

    assertThat(Lookups.enrollments(stack, keys))
        .isEqualTo(keys.stream().map(key -> row(PATHS.enrollment(key))).toList());
    List<CourseKey> courses = List.copyOf(TRUTH.courses());
    assertThat(Lookups.counts(stack, courses))
        .isEqualTo(courses.stream().map(course -> row(PATHS.counts(course))).toList());
  }

  @Test
  void shouldHavePublishedTheTrueEnrollments() {
    assertThat(Derived.enrollments(stack))
        .containsExactlyInAnyOrderElementsOf(everything().toList());
  }

  /// Counts are published a while after they are served, once a second at most.
  @Test
  void shouldPublishTheTrueCounts() {
    List<CourseCounts> counts =
        TRUTH.courses().stream().flatMap(course -> TRUTH.counts(course).stream()).toList();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(Derived.counts(stack)).containsExactlyInAnyOrderElementsOf(counts));
  }

  @Test
  void shouldNeverHaveContradictedItsAsOf() {
    assertThat(witness.agreed()).as(witness.toString()).isGreaterThan(100);
    assertThat(witness.contradictions()).as(witness.toString()).isEmpty();
  }

  /// Usually one second; the margin is for a machine that is busy with other things.
  @Test
  void shouldBeAsOfNowWhileNothingHappens() {
    Instant first = asOf();
    var ages = new ArrayList<Duration>();

    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              Instant now = Instant.now();
              Instant asOf = asOf();
              ages.add(Duration.between(asOf, now));
              return asOf.isAfter(first.plusSeconds(3));
            });
    assertThat(ages)
        .hasSizeGreaterThan(5)
        .allSatisfy(age -> assertThat(age).isLessThan(Duration.ofSeconds(10)));
  }

  @Test
  void shouldRefuseWhatIsStalerThanAsked() {
    var reply = stack.get("/v1/learners/1001/enrollments", "Rollbook-Max-Staleness", "0");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("type")).endsWith("/problems/stale");
    assertThat(reply.header("Retry-After")).isNotNull();
  }

  @Test
  void shouldRejectNothing() {
    assertThat(stack.deadLetters()).isEmpty();
  }

  private static Stream<TrueEnrollment> everything() {
    return TRUTH.courses().stream().flatMap(course -> TRUTH.roster(course).stream());
  }

  private static Stream<EnrollmentKey> keys() {
    return everything().map(TrueEnrollment::key);
  }

  private static List<String> eventIds(JsonNode history) {
    return history
        .at("/results")
        .valueStream()
        .map(item -> item.at("/stamp/event_id").textValue())
        .toList();
  }

  private static JsonNode row(URI path) {
    return stack.get(path.toString()).json();
  }

  private static Stream<LearnerId> learners() {
    return everything().map(row -> row.key().learner()).distinct();
  }

  private static Instant asOf() {
    return stack.api().enrollments(new LearnerId(1))
            instanceof Answered<List<TrueEnrollment>>(_, var asOf)
        ? asOf
        : Instant.MIN;
  }

  private static <T> T answered(Reply<T> reply) {
    if (reply instanceof Answered<T>(T value, _)) {
      return value;
    }
    throw new AssertionError("no answer: " + reply);
  }
}
