package org.rollbook.guard.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rollbook.guard.contract.SharedByTests;
import org.rollbook.guard.contract.SharedParameters;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.sample.Lookups;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.site.Witness;
import org.rollbook.testkit.web.Reply;

/// The served and published rows after the process was killed again and again while the campus went
/// on, and the answers meanwhile.
@ExtendWith(SharedParameters.class)
public interface KillContract extends StackSamples {

  /// The default of `ROLLBOOK_HISTORY`.
  int REMEMBERED = 50;

  @SharedByTests
  default KilledView<?, ?> killed() {
    return KilledView.of(campus());
  }

  @Test
  default void shouldHaveReceivedDuplicateAndLateEvents(KilledView<?, ?> killed) {
    assertThat(killed.drilled().published().failed()).isZero();
    assertThat(killed.drilled().published().repeated()).isPositive();
    assertThat(killed.drilled().published().late()).isPositive();
  }

  @Test
  default void shouldServeTheTrueLists(KilledView<?, ?> killed) {
    assertThat(killed.audit().wrongLists()).isEmpty();
  }

  /// Added up from the served rows, not from the truth.
  @Test
  default void shouldServeFiguresThatAreTheSumsOfTheirRows(KilledView<?, ?> killed) {
    assertThat(killed.audit().wrongFigures()).isEmpty();
  }

  @Test
  default void shouldPublishTheTrueRowsAndFigures(KilledView<?, ?> killed) {
    killed.view().awaitPublished(killed.site(), killed.truth());
  }

  @Test
  default void shouldNeverHaveContradictedItsAsOf(KilledView<?, ?> killed) {
    Witness witness = killed.drilled().witness();

    assertThat(witness.contradictions()).as(witness.toString()).isEmpty();
  }

  @Test
  default void shouldRejectNothing(KilledView<?, ?> killed) {
    assertThat(killed.site().deadLetters()).isEmpty();
  }

  /// The histories of some hundred rows: each event once, however often it was read.
  @Test
  default void shouldServeTheTrueHistories(KilledView<?, ?> killed) {
    assertThat(keys(killed).limit(300))
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(get(killed, campus().urls().history(key)).findValuesAsText("event_id"))
                    .containsExactlyElementsOf(
                        killed.view().eventIds(killed.truth(), key).stream()
                            .limit(REMEMBERED)
                            .toList()));
  }

  @Test
  default void shouldAnswerTheSameInLookups(KilledView<?, ?> killed) {
    List<CampusEnrollmentKey> keys = keys(killed).limit(1_000).toList();
    List<CourseKey> courses = keys.stream().map(CampusEnrollmentKey::course).distinct().toList();

    assertThat(
            found(killed, campus().urls().lookup(), Lookups.question(keys), campus().urls().row()))
        .isEqualTo(keys.stream().map(key -> get(killed, campus().urls().row(key))).toList());
    assertThat(
            found(
                killed,
                campus().urls().lookupOfFigures(),
                Lookups.questionOfCourses(courses),
                campus().urls().figuresField()))
        .isEqualTo(
            courses.stream().map(course -> get(killed, campus().urls().figures(course))).toList());
  }

  @Test
  default void shouldAdvanceItsAsOfWhileNothingHappens(KilledView<?, ?> killed) {
    for (int i = 0; i < 3; i++) {
      Instant now = Clock.systemUTC().instant();

      await().until(() -> asOf(killed).isAfter(now));
    }
  }

  @Test
  default void shouldRefuseAnswersThatAreTooStale(KilledView<?, ?> killed) {
    String list = campus().urls().rowsOf(new LearnerId(1001)).toString();

    Reply reply = killed.site().get(list, "Rollbook-Max-Staleness", "0");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("type")).endsWith("/problems/stale");
    assertThat(reply.header("Retry-After")).isNotNull();
  }

  private static Stream<CampusEnrollmentKey> keys(KilledView<?, ?> killed) {
    return killed.view().keys(killed.truth()).stream();
  }

  private static JsonNode get(KilledView<?, ?> killed, URI path) {
    return killed.site().get(path.toString()).json();
  }

  /// The items of a lookup, all of which exist.
  private static List<JsonNode> found(
      KilledView<?, ?> killed, URI lookup, JsonNode question, String name) {
    Reply reply = killed.site().web().post(lookup.toString(), question.toString());
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().findValuesAsText("status")).containsOnly("200");
    return reply.json().path("results").valueStream().map(item -> item.path(name)).toList();
  }

  private static Instant asOf(KilledView<?, ?> killed) {
    return killed.audit().api().rowsOf(new LearnerId(1)) instanceof Answered(_, var asOf)
        ? asOf
        : Instant.MIN;
  }
}
