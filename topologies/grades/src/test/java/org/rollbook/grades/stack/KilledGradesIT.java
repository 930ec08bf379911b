package org.rollbook.grades.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusProgress;
import org.rollbook.testkit.campus.GradeDistribution;
import org.rollbook.testkit.campus.Kind;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.GradesApi;
import org.rollbook.testkit.sample.GradesSampler;
import org.rollbook.testkit.sample.GradesUrls;
import org.rollbook.testkit.sample.Question;
import org.rollbook.testkit.sample.Reply;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.site.KillDrill;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is served and published after the process was killed again and again while a campus told of
/// grades in all three ways, and what was answered meanwhile.
class KilledGradesIT {

  private static final Logger LOG = LoggerFactory.getLogger(KilledGradesIT.class);

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Site site;
  private static GradesApi api;
  private static Witness witness;
  private static CampusProgress published;

  @BeforeAll
  static void drill() {
    site = Site.start("grades", folder);
    api = new GradesApi(new GradesUrls(URI.create(site.view().url())));
    site.view().awaitReady(Duration.ofSeconds(90));
    var sampler = new GradesSampler(api, TRUTH.grades());
    var chance = RandomGenerator.of("L64X128MixRandom");
    witness = new Witness(() -> sampler.ask(Question.drawn(TRUTH.grades(), chance))).start();
    Instant begun = Instant.now();
    published =
        KillDrill.asToldTo()
            .run(site.view(), site.lms(TRUTH), settings -> settings.telling(Kind.GRADES));
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
    site.close();
  }

  private static boolean everythingIsAsOf(Instant time) {
    return TRUTH.grades().courses().stream()
            .allMatch(course -> isAfter(time, api.distribution(course)))
        && learners().allMatch(learner -> isAfter(time, api.grades(learner)));
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
  void shouldServeTheTrueGradebooks() {
    assertThat(TRUTH.grades().courses())
        .allSatisfy(
            course ->
                assertThat(answered(api.gradebook(course)))
                    .isEqualTo(TRUTH.grades().gradebook(course)));
  }

  @Test
  void shouldServeTheTrueGradesOfEachLearner() {
    assertThat(learners())
        .allSatisfy(
            learner ->
                assertThat(answered(api.grades(learner)))
                    .containsExactlyInAnyOrderElementsOf(TRUTH.grades().grades(learner)));
  }

  /// Added up anew from what the gradebook serves, not from what the truth says.
  @Test
  void shouldServeDistributionsThatAreTheSumOfTheirGradebooks() {
    assertThat(TRUTH.grades().courses())
        .allSatisfy(
            course -> {
              List<TrueGrade> gradebook = answered(api.gradebook(course));
              Optional<GradeDistribution> served = answered(api.distribution(course));
              assertThat(served).isEqualTo(GradeDistribution.ofAny(course, gradebook));
              assertThat(served).isEqualTo(TRUTH.grades().distribution(course));
            });
  }

  @Test
  void shouldHavePublishedTheTrueGrades() {
    assertThat(Derived.grades(site)).containsExactlyInAnyOrderElementsOf(everything().toList());
  }

  /// Distributions are published a while after they are served, once a second at most.
  @Test
  void shouldPublishTheTrueDistributions() {
    List<GradeDistribution> distributions =
        TRUTH.grades().courses().stream()
            .flatMap(course -> TRUTH.grades().distribution(course).stream())
            .toList();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Derived.distributions(site))
                    .containsExactlyInAnyOrderElementsOf(distributions));
  }

  @Test
  void shouldNeverHaveContradictedItsAsOf() {
    assertThat(witness.agreed()).as(witness.toString()).isGreaterThan(100);
    assertThat(witness.contradictions()).as(witness.toString()).isEmpty();
  }

  @Test
  void shouldRejectNothing() {
    assertThat(site.deadLetters()).isEmpty();
  }

  private static Stream<TrueGrade> everything() {
    return TRUTH.grades().courses().stream()
        .flatMap(course -> TRUTH.grades().gradebook(course).stream());
  }

  private static Stream<LearnerId> learners() {
    return everything().map(row -> row.key().learner()).distinct();
  }

  private static <T> T answered(Reply<T> reply) {
    if (reply instanceof Answered<T>(T value, _)) {
      return value;
    }
    throw new AssertionError("no answer: " + reply);
  }
}
