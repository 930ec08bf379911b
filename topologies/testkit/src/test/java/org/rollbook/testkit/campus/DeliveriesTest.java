package org.rollbook.testkit.campus;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.rollbook.testkit.campus.LmsEventType.ENROLLMENT_CHANGED;
import static org.rollbook.testkit.campus.LmsEventType.ENROLLMENT_CREATED;
import static org.rollbook.testkit.campus.LmsEventType.UNENROLLMENT_COMPLETED;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

  private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final CampusSettings SETTINGS = CampusSettings.of(42, 500, 20);

  @Test
  void shouldRepeatAndDelayAFewPercent() {
    var disorder = new Disorder(0.02, 0.01, 0.05, 200, 0);
    var publications = Campus.generate(SETTINGS.withDisorder(disorder), START, 20_000);
    double all = publications.size();
    assertThat(publications.stream().filter(Delivery::repeated).count() / all)
        .isCloseTo(0.03, within(0.006));
    assertThat(publications.stream().filter(it -> it.late() && !it.repeated()).count() / all)
        .isBetween(0.01, 0.05);
    assertThat(publications.stream().map(it -> it.event().payload().stamp().eventId()).distinct())
        .hasSizeBetween(20_000, 20_002);
  }

  @Test
  void shouldDelayNothingLongerThanAllowed() {
    var disorder = new Disorder(0.1, 0.1, 0.3, 5, 0);
    var publications = Campus.generate(SETTINGS.withDisorder(disorder), START, 2_000);
    var firsts = new HashMap<String, Integer>();
    for (int at = 0; at < publications.size(); at++) {
      Integer first = firsts.putIfAbsent(id(publications.get(at)), at);
      // Others that are due at the same delivery come first.
      assertThat(first == null ? 0 : at - first).isLessThan(3 * disorder.longestDelay());
    }
  }

  @Test
  void shouldSendUnenrollmentsToTheConfiguredTopic() {
    var apart = SETTINGS.withDisorder(Disorder.NONE).withUnenrollmentsApart(true);
    assertThat(topicsByType(apart))
        .isEqualTo(
            Map.of(
                ENROLLMENT_CHANGED, CampusTopics.ENROLLMENTS,
                ENROLLMENT_CREATED, CampusTopics.ENROLLMENTS,
                UNENROLLMENT_COMPLETED, CampusTopics.UNENROLLMENTS));
    assertThat(topicsByType(apart.withUnenrollmentsApart(false)).values())
        .containsOnly(CampusTopics.ENROLLMENTS);
  }

  @Test
  void shouldPublishSomeEventsOnBothTopics() {
    var topics =
        Campus.generate(SETTINGS, START, 5_000).stream()
            .collect(groupingBy(DeliveriesTest::id))
            .values();
    assertThat(
            topics.stream().filter(it -> it.stream().map(Delivery::topic).distinct().count() == 2))
        .hasSizeBetween(20, 100);
  }

  private static Map<LmsEventType, String> topicsByType(CampusSettings settings) {
    return Campus.generate(settings, START, 1_000).stream()
        .collect(
            toMap(
                it -> LmsEventType.of(it.event().payload().stamp()),
                Delivery::topic,
                (one, other) -> one.equals(other) ? one : "both"));
  }

  private static String id(Delivery publication) {
    return publication.event().payload().stamp().eventId();
  }
}
