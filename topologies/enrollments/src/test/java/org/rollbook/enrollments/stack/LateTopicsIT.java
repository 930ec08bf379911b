package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.SharedRegistry;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// A site whose event bus does not exist yet.
class LateTopicsIT {

  private static final ViewUrls PATHS = ViewUrls.ofEnrollments(URI.create(""));

  @TempDir Path folder;

  private final List<Delivery> campus =
      Campus.generate(
          CampusSettings.of(3, 20, 2).withPace(Duration.ofMillis(1)).withUnenrollmentsApart(true),
          Instant.now().minusSeconds(60),
          60);

  @Test
  void shouldStartWithoutTopicsReportThemAndJoinEachWhenItAppears() {
    var truth = Truth.keepingAll();
    try (var site =
            Site.start(
                "enrollments",
                SharedRegistry.process(),
                folder,
                Map.of("ROLLBOOK_CREATE_SOURCE_TOPICS", "false"));
        var lms = site.lms(truth)) {
      site.view().awaitReady();
      awaitAbsent(site, CampusTopics.UNENROLLMENTS, CampusTopics.ENROLLMENTS);
      awaitIncomplete(site);

      site.broker().createTopic(site.topic(CampusTopics.ENROLLMENTS), 2);
      lms.publishAll(eventsOn(CampusTopics.ENROLLMENTS));

      await().until(() -> isServed(truth, site));
      awaitAbsent(site, CampusTopics.UNENROLLMENTS);

      site.broker().createTopic(site.topic(CampusTopics.UNENROLLMENTS), 1);
      lms.publishAll(eventsOn(CampusTopics.UNENROLLMENTS));
      copyAll(site);
      Instant copied = Instant.now();

      await().until(() -> isServedAsOf(copied, truth, site));
      awaitAbsent(site);
      assertThat(truth.enrollments().courses())
          .allSatisfy(
              course -> assertEachEventOnce(truth.enrollments().rowsOf(course), truth, site));
    }
  }

  private List<Delivery> eventsOn(String topic) {
    return campus.stream().filter(each -> each.topic().equals(topic)).toList();
  }

  /// Copies all records of one topic to the other one, as a change of the bus's settings may do.
  private static void copyAll(Site site) {
    site.broker()
        .send(
            site.broker().records(site.topic(CampusTopics.ENROLLMENTS)).stream()
                .map(
                    event ->
                        new ProducerRecord<>(
                            site.topic(CampusTopics.UNENROLLMENTS),
                            0,
                            event.key(),
                            event.value(),
                            event.headers()))
                .toList());
  }

  private static void assertEachEventOnce(List<TrueEnrollment> roster, Truth truth, Site site) {
    assertThat(roster)
        .allSatisfy(
            row ->
                assertThat(
                        site.get(PATHS.history(row.key()).toString())
                            .json()
                            .at("/results")
                            .findValuesAsText("event_id"))
                    .containsExactlyElementsOf(
                        truth.enrollments().history(row.key()).stream()
                            .map(payload -> payload.stamp().eventId())
                            .toList()));
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
  private static void awaitIncomplete(Site site) {
    await()
        .untilAsserted(
            () -> {
              Reply reply = site.get("/v1/courses/course-v1:a+b+c/enrollment-counts");
              assertThat(reply.status()).isEqualTo(503);
              assertThat(reply.json().at("/type").textValue()).endsWith("incomplete");
            });
  }

  private static boolean isServed(Truth truth, Site site) {
    return isServedAsOf(Instant.MIN, truth, site);
  }

  /// Whether the truth is served, by course and by learner.
  private static boolean isServedAsOf(Instant time, Truth truth, Site site) {
    return truth.enrollments().courses().stream()
        .allMatch(
            course ->
                site.enrollments().rowsOf(course) instanceof Answered(var rows, var asOf)
                    && asOf.isAfter(time)
                    && rows.equals(truth.enrollments().rowsOf(course))
                    && rows.stream().allMatch(row -> isServedAsOf(time, row, site)));
  }

  private static boolean isServedAsOf(Instant time, TrueEnrollment row, Site site) {
    return site.enrollments().row(row.key()) instanceof Answered(var served, var asOf)
        && asOf.isAfter(time)
        && served.equals(Optional.of(row));
  }
}
