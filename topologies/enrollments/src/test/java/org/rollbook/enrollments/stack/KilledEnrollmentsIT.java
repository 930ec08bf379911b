package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.Audit;
import org.rollbook.testkit.site.KillDrill;
import org.rollbook.testkit.site.KillDrill.Drilled;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.SubscribedRecords;
import org.rollbook.testkit.site.Witness;

/// Checks the served and published rows after the process was killed again and again while the
/// campus went on, and the answers meanwhile.
class KilledEnrollmentsIT {

  private static final ViewUrls PATHS = ViewUrls.ofEnrollments(URI.create(""));

  /// The default of `ROLLBOOK_HISTORY`.
  private static final int REMEMBERED = 50;

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Site site;
  private static Audit<?, ?> audit;
  private static Drilled drilled;

  @BeforeAll
  static void drill() {
    site = Site.start("enrollments", folder);
    audit = new Audit<>(site.enrollments(), TRUTH.enrollments());
    drilled =
        KillDrill.asPublishedTo()
            .run(site, TRUTH, audit, settings -> settings.withUnenrollmentsApart(true));
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
  void shouldServeTheTrueRostersAndRowsOfLearners() {
    assertThat(audit.wrongLists()).isEmpty();
  }

  /// Added up from the served roster, not from the truth.
  @Test
  void shouldServeCountsThatAreTheSumsOfTheirRosters() {
    assertThat(audit.wrongFigures()).isEmpty();
  }

  @Test
  void shouldPublishTheTrueEnrollmentsAndCounts() {
    SubscribedRecords.ofEnrollments(site).awaitAllOf(TRUTH.enrollments());
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

  /// The histories of some hundred enrollments: each event once, however often it was read.
  @Test
  void shouldServeTheTrueHistories() {
    assertThat(keys().limit(300))
        .allSatisfy(
            key ->
                assertThat(eventIds(site.get(PATHS.history(key).toString()).json()))
                    .containsExactlyElementsOf(
                        TRUTH.enrollments().history(key).stream()
                            .limit(REMEMBERED)
                            .map(payload -> payload.stamp().eventId())
                            .toList()));
  }

  @Test
  void shouldAnswerTheSameInLookups() {
    List<CampusEnrollmentKey> keys = keys().limit(1_000).toList();

    assertThat(LookedUp.enrollments(site, keys))
        .isEqualTo(keys.stream().map(key -> row(PATHS.row(key))).toList());
    List<CourseKey> courses = List.copyOf(TRUTH.enrollments().courses());
    assertThat(LookedUp.counts(site, courses))
        .isEqualTo(courses.stream().map(course -> row(PATHS.figures(course))).toList());
  }

  @Test
  void shouldAdvanceItsAsOfWhileNothingHappens() {
    for (int i = 0; i < 3; i++) {
      Instant now = Instant.now();

      await().until(() -> asOf().isAfter(now));
    }
  }

  @Test
  void shouldRefuseAnswersThatAreTooStale() {
    var reply = site.get("/v1/learners/1001/enrollments", "Rollbook-Max-Staleness", "0");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("type")).endsWith("/problems/stale");
    assertThat(reply.header("Retry-After")).isNotNull();
  }

  private static Stream<CampusEnrollmentKey> keys() {
    return TRUTH.enrollments().rows().stream().map(TrueEnrollment::key);
  }

  private static List<String> eventIds(JsonNode history) {
    return history
        .at("/results")
        .valueStream()
        .map(item -> item.at("/stamp/event_id").textValue())
        .toList();
  }

  private static JsonNode row(URI path) {
    return site.get(path.toString()).json();
  }

  private static Instant asOf() {
    return site.enrollments().rowsOf(new LearnerId(1))
            instanceof Answered<List<TrueEnrollment>>(_, var asOf)
        ? asOf
        : Instant.MIN;
  }
}
