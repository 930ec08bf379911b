package org.rollbook.grades.stack;

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
import org.rollbook.model.grades.GradeContract;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.SubscribedRecords;
import org.rollbook.testkit.site.Subscribers;

/// Reads both derived topics with clients that are not ours. Each of them counts the learners of
/// each course who pass.
class SubscribersIT {

  private static final int EVENTS = 1_000;

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Site site;
  private static Subscribers rows;
  private static Subscribers figures;
  private static Map<String, Long> passing;

  @BeforeAll
  static void publish() {
    site = Site.start("grades", folder);
    site.view().awaitReady();
    var settings = CampusSettings.of(1, EVENTS / 10, 10).emitting(RowKind.GRADES);
    var start = Clock.systemUTC().instant().minus(settings.longestSpan(EVENTS));
    try (var lms = site.lms(TRUTH)) {
      lms.publishAll(Campus.generate(settings, start, EVENTS));
    }
    SubscribedRecords.ofGrades(site).awaitAllOf(TRUTH.grades());
    rows = new Subscribers(site, GradeContract.GRADES.name());
    figures = new Subscribers(site, GradeContract.COURSE_GRADE_DISTRIBUTIONS.name());
    passing =
        TRUTH.grades().rows().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.key().course().value(),
                    Collectors.summingLong(row -> row.passing() ? 1 : 0)));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void shouldBeReadByAPlainJavaConsumerWithGenericAvro() {
    assertThat(rows.java("is_passing")).isEqualTo(passing);
    assertThat(figures.java("passing")).isEqualTo(passing);
  }

  @Test
  void shouldBeReadByPythonsConfluentClient() {
    assumeThat(Subscribers.areInstalled()).as("Debian's packages for subscribers").isTrue();

    for (Map<String, Long> printed :
        List.of(rows.python("is_passing"), figures.python("passing"))) {
      assertThat(printed).hasSize(5);
      assertThat(passing).containsAllEntriesOf(printed);
    }
  }

  @Test
  void shouldBeReadByKcatWithADecoder() {
    assumeThat(Subscribers.areInstalled()).as("Debian's packages for subscribers").isTrue();

    assertThat(rows.kcat("is_passing", "learner_id", "course_key")).isEqualTo(passing);
    assertThat(figures.kcat("passing", "course_key")).isEqualTo(passing);
  }

  @Test
  void shouldShowKcatTheHeaders() {
    assumeThat(Subscribers.areInstalled()).as("Debian's packages for subscribers").isTrue();

    assertThat(rows.headers())
        .hasSameSizeAs(site.committed(rows.topic()))
        .allMatch(
            line -> line.startsWith(common() + "ce_type=" + GradeContract.GRADES.eventType()));
    assertThat(figures.headers())
        .hasSameSizeAs(site.committed(figures.topic()))
        .allMatch(
            line ->
                line.startsWith(
                    common() + "ce_type=" + GradeContract.COURSE_GRADE_DISTRIBUTIONS.eventType()));
  }

  private static String common() {
    return "ce_specversion=1.0,content-type=application/avro,";
  }
}
