package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// A site whose event bus does not exist yet.
class LateTopicsIT {

  private static final CampusView<?, ?> VIEW = CampusView.ENROLLMENTS;

  @TempDir Path folder;

  private final List<Delivery> campus =
      Site.untilNow(VIEW.emitting(CampusSettings.of(3, 20, 2)).withPace(Duration.ofMillis(1)), 60);

  @Test
  void shouldStartWithoutTopicsReportThemAndJoinEachWhenItAppears() {
    var truth = Truth.keepingAll();
    try (var site =
        Site.start("enrollments", folder, Map.of("ROLLBOOK_CREATE_SOURCE_TOPICS", "false"))) {
      var audit = VIEW.audit(site, truth);
      site.view().awaitReady();
      awaitAbsent(site, CampusTopics.UNENROLLMENTS, CampusTopics.ENROLLMENTS);
      awaitRefused(site);

      site.broker().createTopic(site.topic(CampusTopics.ENROLLMENTS), 2);
      site.publish(truth, eventsOn(CampusTopics.ENROLLMENTS));

      await().until(() -> audit.isTrueAfter(Instant.MIN));
      awaitAbsent(site, CampusTopics.UNENROLLMENTS);

      site.broker().createTopic(site.topic(CampusTopics.UNENROLLMENTS), 1);
      site.publish(truth, eventsOn(CampusTopics.UNENROLLMENTS));
      copyAll(site);
      Instant copied = Clock.systemUTC().instant();

      await().until(() -> audit.isTrueAfter(copied));
      awaitAbsent(site);
      assertEachEventOnce(truth, site);
    }
  }

  private List<Delivery> eventsOn(String topic) {
    return campus.stream().filter(each -> each.topic().equals(topic)).toList();
  }

  /// Copies all records of one topic to the other one, as a change of the bus's settings may do.
  private static void copyAll(Site site) {
    String other = site.topic(CampusTopics.UNENROLLMENTS);
    site.broker()
        .send(
            site.broker().records(site.topic(CampusTopics.ENROLLMENTS)).stream()
                .map(
                    event ->
                        new ProducerRecord<>(other, 0, event.key(), event.value(), event.headers()))
                .toList());
  }

  private static void assertEachEventOnce(Truth truth, Site site) {
    assertThat(VIEW.keys(truth))
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(
                        site.get(VIEW.urls().history(key).toString())
                            .json()
                            .findValuesAsText("event_id"))
                    .isEqualTo(VIEW.eventIds(truth, key)));
  }

  private static void awaitAbsent(Site site, String... topics) {
    List<String> names = List.of(topics).stream().map(site::topic).toList();
    await()
        .untilAsserted(
            () -> {
              Reply readiness = site.manage("/health/readiness");
              assertThat(readiness.status()).isEqualTo(200);
              assertThat(readiness.json().at("/absent_topics").valueStream())
                  .extracting(name -> name.textValue())
                  .containsExactlyInAnyOrderElementsOf(names);
            });
  }

  /// If no topic exists, as with a wrong prefix, nobody can know that a row is absent.
  private static void awaitRefused(Site site) {
    await()
        .untilAsserted(
            () -> {
              Reply reply = site.get("/v1/courses/course-v1:a+b+c/enrollment-counts");
              assertThat(reply.status()).isEqualTo(503);
              assertThat(reply.json().at("/type").textValue()).endsWith("stale");
              assertThat(reply.json().at("/detail").textValue())
                  .contains("no source topic of Open edX exists");
            });
  }
}
