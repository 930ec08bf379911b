package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.SubscribedRecords;
import org.rollbook.testkit.site.Subscribers;

/// Reads both derived topics with clients that are not ours. Each of them counts the learners of
/// each course.
class SubscribersIT {

  private static final int EVENTS = 1_000;

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Site site;
  private static Subscribers rows;
  private static Subscribers figures;
  private static Map<String, Long> active;

  @BeforeAll
  static void publish() {
    site = Site.start("enrollments", folder);
    site.view().awaitReady();
    var settings = CampusSettings.of(1, EVENTS / 10, 10).emitting(RowKind.ENROLLMENTS);
    var start = Clock.systemUTC().instant().minus(settings.longestSpan(EVENTS));
    try (var lms = site.lms(TRUTH)) {
      lms.publishAll(Campus.generate(settings, start, EVENTS));
    }
    SubscribedRecords.ofEnrollments(site).awaitAllOf(TRUTH.enrollments());
    rows = new Subscribers(site, EnrollmentContract.ENROLLMENTS.name());
    figures = new Subscribers(site, EnrollmentContract.COURSE_ENROLLMENT_COUNTS.name());
    active =
        TRUTH.enrollments().rows().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.key().course().value(),
                    Collectors.summingLong(row -> row.active() ? 1 : 0)));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void shouldBeReadByAPlainJavaConsumerWithGenericAvro() {
    assertThat(rows.java("is_active")).isEqualTo(active);
    assertThat(figures.java("active")).isEqualTo(active);
  }

  @Test
  void shouldBeReadByPythonsConfluentClient() {
    assumeThat(Subscribers.areInstalled()).as("Debian's packages for subscribers").isTrue();

    for (Map<String, Long> printed : List.of(rows.python("is_active"), figures.python("active"))) {
      assertThat(printed).hasSize(5);
      assertThat(active).containsAllEntriesOf(printed);
    }
  }

  @Test
  void shouldBeReadByKcatWithADecoder() {
    assumeThat(Subscribers.areInstalled()).as("Debian's packages for subscribers").isTrue();

    assertThat(rows.kcat("is_active", "learner_id", "course_key")).isEqualTo(active);
    assertThat(figures.kcat("active", "course_key")).isEqualTo(active);
  }

  @Test
  void shouldShowKcatTheHeaders() {
    assumeThat(Subscribers.areInstalled()).as("Debian's packages for subscribers").isTrue();

    assertThat(rows.headers())
        .hasSameSizeAs(site.committed(rows.topic()))
        .allMatch(
            line ->
                line.startsWith(
                    common() + "ce_type=" + EnrollmentContract.ENROLLMENTS.eventType()));
    assertThat(figures.headers())
        .hasSameSizeAs(site.committed(figures.topic()))
        .allMatch(
            line ->
                line.startsWith(
                    common()
                        + "ce_type="
                        + EnrollmentContract.COURSE_ENROLLMENT_COUNTS.eventType()));
  }

  private static String common() {
    return "ce_specversion=1.0,content-type=application/avro,";
  }
}
