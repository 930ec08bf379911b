package org.rollbook.guard.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rollbook.guard.contract.ExtremeEvent;
import org.rollbook.guard.contract.ExtremeEvents;
import org.rollbook.guard.contract.ExtremeSamples;
import org.rollbook.guard.contract.SharedByTests;
import org.rollbook.guard.contract.SharedParameters;
import org.rollbook.model.BoundedKeys;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.event.IsoTime;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.web.Reply;

/// Events with fields at and beyond their bounds, through a running instance: accepted events are
/// served as they were published, all others are dead-lettered, and neither stops the process.
@ExtendWith(SharedParameters.class)
public interface PublishedExtremesContract<E, R, A> extends ExtremeSamples<E, R, A> {

  @SharedByTests
  default PublishedExtremes published() {
    return PublishedExtremes.of(this);
  }

  @Test
  default void shouldServeAcceptedEventsAsTheyWerePublished(PublishedExtremes extremes) {
    List<ExtremeEvent> accepted =
        extremes.alone().stream().filter(ExtremeEvent::isAccepted).toList();

    assertThat(accepted).hasSizeGreaterThan(30);
    for (ExtremeEvent event : accepted) {
      await().untilAsserted(() -> assertServed(extremes, event));
    }
  }

  private void assertServed(PublishedExtremes extremes, ExtremeEvent event) {
    Reply reply = extremes.site().get(campus().urls().row(key(event)).toString());
    assertThat(reply.status()).as("%s: %s", event, reply.body()).isEqualTo(200);
    JsonNode row = reply.json();
    ObjectNode meant =
        JsonNodeFactory.instance
            .objectNode()
            .put("learner_id", event.number("learner"))
            .put("course_key", event.text("course"));
    putServed(event, meant);
    meant
        .properties()
        .forEach(
            field ->
                assertThat(row.path(field.getKey()).asText())
                    .as("%s of %s", field.getKey(), event)
                    .isEqualTo(field.getValue().asText()));
    assertThat(row.at("/stamp/event_id").textValue()).isEqualTo(event.text("id"));
    assertThat(row.at("/stamp/source").textValue()).isEqualTo(event.stamp().source());
    assertThat(IsoTime.parse(row.at("/stamp/event_time").textValue()))
        .isEqualTo(event.stamp().eventTime());
  }

  @Test
  default void shouldRejectExactlyTheOtherEvents(PublishedExtremes extremes) {
    assertThat(extremes.rejected()).hasSizeGreaterThan(20);
    await()
        .untilAsserted(
            () ->
                assertThat(extremes.site().deadLetters())
                    .extracting(letter -> new String(letter.key(), UTF_8))
                    .containsExactlyInAnyOrderElementsOf(extremes.rejected()));
  }

  @Test
  default void shouldNameAHundredOfThousandsOfTextsInOneCourse(PublishedExtremes extremes) {
    URI figures = campus().urls().figures(new ExtremeEvents<>(this).ofTheCrowd(0).key().course());
    CountedText counted = countedText();
    await()
        .untilAsserted(
            () -> {
              Reply reply = extremes.site().get(figures.toString());
              assertThat(reply.status()).as(reply.body()).isEqualTo(200);
              JsonNode sums = reply.json();
              assertThat(sums.at(counted.total()).asInt()).isEqualTo(ExtremeEvents.CROWD);
              assertThat(sums.at(counted.counts())).hasSize(BoundedKeys.MOST + 1);
              assertThat(sums.at(counted.rest()).asInt())
                  .isEqualTo(ExtremeEvents.CROWD - BoundedKeys.MOST);
            });
  }

  @Test
  default void shouldServeAHistoryOfHundredsOfLongEventsOfOneRow(PublishedExtremes extremes) {
    var events = new ExtremeEvents<>(this);
    ExtremeEvent newest = events.longEvent(ExtremeEvents.LONG_EVENTS - 1);
    String history = campus().urls().history(key(newest)) + "?page_size=1000";
    await()
        .untilAsserted(
            () -> {
              Reply reply = extremes.site().get(history);
              assertThat(reply.status()).as(reply.body()).isEqualTo(200);
              List<String> ids = reply.json().findValuesAsText("event_id");
              assertThat(ids).hasSizeBetween(100, ExtremeEvents.LONG_EVENTS - 1);
              assertThat(ids.getFirst()).isEqualTo(newest.text("id"));
            });
  }

  private static CampusEnrollmentKey key(ExtremeEvent event) {
    LearnerCourse key = event.key();
    return new CampusEnrollmentKey(key.learner(), key.course());
  }
}
