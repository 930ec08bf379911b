package org.rollbook.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.reconciler.pass.Reconciler.TableFindings;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.DayReport;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.report.PassFigures;
import org.rollbook.reconciler.report.PassReport;
import org.rollbook.reconciler.settings.Mode;

class DriftPageTest {

  private static final String TABLE = "student_courseenrollment";
  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-08-20");

  @Test
  void shouldShowEachDayInProportionToTheWorst() {
    String page = page(List.of(day(1, 96, 10, 0, 0), day(2, 96, 0, 5, 0)), List.of());

    assertThat(page)
        .contains(
            "<title>2026-08-19: 10 missing, 0 different, 0 absent; 96 whole passes, 1 failed",
            "<rect class=\"missing\" x=\"560\" y=\"0.0\" width=\"18\" height=\"120.0\"/>",
            "<rect class=\"different\" x=\"540\" y=\"60.0\" width=\"18\" height=\"60.0\"/>",
            "10.0 per million rows");
  }

  /// Nothing found where nothing was compared is no good news.
  @Test
  void shouldMarkDaysWithoutAWholePass() {
    String page = page(List.of(day(1, 96, 0, 0, 0), day(2, 0, 0, 0, 0)), List.of());

    assertThat(page.split("<rect class=\"none\"", -1)).hasSize(1 + 1 + 29);
  }

  @Test
  void shouldShowWhyAPassFailedAsText() {
    var failed =
        new PassReport(
            "id",
            TABLE,
            Mode.REPORT,
            NOON,
            Optional.of(NOON),
            new PassFigures(1_000_000, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            Optional.of("no <database>"));

    String page = page(List.of(), List.of(failed));

    assertThat(page)
        .contains("no &lt;database&gt;", "failed", "1,000,000", "No whole pass was made yet")
        .doesNotContain("<database>");
  }

  @Test
  void shouldSayThatNothingIsComparedYet() {
    assertThat(DriftPage.of(List.of(), List.of(), List.of(), TODAY, "/rollbook"))
        .contains("No table is compared yet", "href=\"/rollbook/v1/drift\"");
  }

  @Test
  void shouldShowNothingWhileNothingIsKnown() {
    assertThat(DriftPage.of(List.of(), List.of(), List.of("the <registry>"), TODAY, ""))
        .contains("Nothing is known yet", "the &lt;registry&gt;")
        .doesNotContain("No table is compared");
  }

  private static String page(List<DayReport> days, List<PassReport> passes) {
    var key = new LearnerCourse(new LearnerId(7), new CourseKey("edX/DemoX/2012_Fall"));
    var found =
        new TableFindings(
            "enrollments", TABLE, 3, List.of(new Finding(key, DriftKind.ABSENT, NOON, 0)), days);
    return DriftPage.of(List.of(found), passes, List.of(), TODAY, "");
  }

  private static DayReport day(
      int daysAgo, long passes, long missing, long different, long absent) {
    return new DayReport(
        TABLE,
        TODAY.minusDays(daysAgo),
        new DayFigures(passes, 1, 1_000_000, missing, different, absent, 0, 0));
  }
}
