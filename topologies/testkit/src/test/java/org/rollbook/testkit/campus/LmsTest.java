package org.rollbook.testkit.campus;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.rollbook.testkit.campus.LmsEventType.ENROLLMENT_CHANGED;
import static org.rollbook.testkit.campus.LmsEventType.ENROLLMENT_CREATED;
import static org.rollbook.testkit.campus.LmsEventType.UNENROLLMENT_COMPLETED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LmsTest {

  private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final CampusSettings SETTINGS = CampusSettings.of(42, 500, 20);

  @Test
  void shouldEmitTheSequencesOfTheLms() {
    var sequences = new HashSet<List<String>>();
    var before = new HashMap<CampusEnrollmentKey, TrueEnrollment>();
    Lms lms = Campus.finite(SETTINGS, START, 0).lms();
    for (int visit = 0; visit < 3_000; visit++) {
      var events = lms.visit();
      var sequence = new ArrayList<String>();
      for (var event : events) {
        var payload = (TrueEnrollment) event.payload();
        sequence.add(change(before.put(payload.key(), payload), payload));
      }
      sequences.add(sequence);
    }
    assertThat(sequences)
        .containsExactlyInAnyOrder(
            List.of("CHANGED new", "CREATED"),
            List.of("CHANGED new", "CREATED", "CREATED"),
            List.of("CHANGED new", "CREATED", "CHANGED mode"),
            List.of("CREATED"),
            List.of("CHANGED mode"),
            List.of("CHANGED left", "UNENROLLMENT"),
            List.of("CHANGED back", "CREATED"));
  }

  @Test
  void shouldKeepTheFirstEnrollmentsCreationDate() {
    var payload = Campus.generate(SETTINGS, START, 5_000).stream().map(LmsTest::payload);
    assertThat(payload.collect(groupingBy(TrueEnrollment::key)).values())
        .allSatisfy(
            events ->
                assertThat(events)
                    .extracting(TrueEnrollment::enrolledAt)
                    .hasSameElementsAs(List.of(events.getFirst().enrolledAt())))
        .anyMatch(events -> events.size() > 5);
  }

  @Test
  void shouldGiveTheSameTimeOnlyToEventsWithTheSameState() {
    var payload = Campus.generate(SETTINGS, START, 5_000).stream().map(LmsTest::payload);
    var byTime = payload.distinct().collect(groupingBy(it -> it.stamp().eventTime())).values();
    assertThat(byTime)
        .anyMatch(together -> together.size() > 1)
        .allSatisfy(
            together ->
                assertThat(together.stream().map(it -> List.of(it.key(), it.mode(), it.active())))
                    .hasSameElementsAs(
                        List.of(
                            List.of(
                                together.getFirst().key(),
                                together.getFirst().mode(),
                                together.getFirst().active()))));
  }

  @Test
  void shouldUseUniqueVersionOneIds() {
    var ids =
        Campus.generate(SETTINGS.withDisorder(Disorder.NONE), START, 5_000).stream()
            .map(LmsTest::id)
            .toList();
    assertThat(ids)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-a5dc-02fc0000000[123]"));
  }

  @Test
  void shouldSizeCoursesByZipfsLaw() {
    var many = CampusSettings.of(7, 1_000_000, 100).withDisorder(Disorder.NONE);
    var enrolled =
        Campus.generate(many, START, 60_000).stream()
            .map(publication -> publication.event().payload().key())
            .distinct()
            .collect(groupingBy(CampusEnrollmentKey::course, counting()));
    var sizes =
        new Catalogue(100, 1)
            .courses().stream().map(course -> enrolled.getOrDefault(course.key(), 0L)).toList();
    assertThat((double) sizes.get(0) / sizes.get(9)).isCloseTo(10, within(2.5));
    assertThat((double) sizes.get(0) / sizes.get(1)).isCloseTo(2, within(0.3));
  }

  @Test
  void shouldSpellCourseKeysInEveryWay() {
    assertThat(new Catalogue(4, 1).courses())
        .extracting(course -> course.key().value())
        .containsExactly(
            "course-v1:CampusX+C0+2026",
            "CampusX/C1/2013_Fall",
            "ccx-v1:CampusX+C2+2026+ccx@3",
            "course-v1:ŁódźX+C3+2026~T1");
  }

  private static String change(@Nullable TrueEnrollment before, TrueEnrollment now) {
    String kind =
        switch (LmsEventType.of(now.stamp())) {
          case ENROLLMENT_CREATED -> "CREATED";
          case ENROLLMENT_CHANGED -> "CHANGED";
          case UNENROLLMENT_COMPLETED -> "UNENROLLMENT";
          case COURSE_PASSING_STATUS_UPDATED,
              CCX_PASSING_STATUS_UPDATED,
              TRACKING_EVENT_EMITTED,
              PERSISTENT_GRADE_SUMMARY_CHANGED ->
              throw new AssertionError(now);
        };
    if (before == null) {
      return kind + " new";
    }
    if (before.active() != now.active()) {
      return kind + (now.active() ? " back" : " left");
    }
    return before.mode().equals(now.mode()) ? kind : kind + " mode";
  }

  private static TrueEnrollment payload(Delivery publication) {
    return (TrueEnrollment) publication.event().payload();
  }

  private static String id(Delivery publication) {
    return publication.event().payload().stamp().eventId();
  }
}
