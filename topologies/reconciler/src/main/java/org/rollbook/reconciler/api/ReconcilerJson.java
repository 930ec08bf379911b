package org.rollbook.reconciler.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.event.IsoTime;
import org.rollbook.reconciler.pass.Reconciler.TableFindings;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.DayReport;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.report.PassReport;

/// What the routes answer, as JSON. Rows are named by their keys, and nothing else of them is
/// shown.
final class ReconcilerJson {

  private ReconcilerJson() {}

  /// A comparison of a table with a view.
  ///
  /// @param mode report or repair
  /// @param state running, whole, or failed
  /// @param startedAt by the broker's time
  /// @param rows of the table that were covered
  /// @param buckets of learners that were compared
  /// @param bucketsDifferent of them
  /// @param compared rows that were compared one by one
  /// @param missing rows that the view lacks
  /// @param different rows that differ
  /// @param absent rows of the view that the table lacks
  /// @param young rows that changed too recently to be judged
  /// @param unreadable rows with a value that no event can have, such as a course key that is none
  /// @param published readings that were published
  /// @param failure why it failed
  @Schema(name = "Pass")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Pass(
      String id,
      String table,
      String mode,
      String state,
      @Schema(format = "date-time") String startedAt,
      @Nullable @Schema(format = "date-time") String endedAt,
      long rows,
      long buckets,
      long bucketsDifferent,
      long compared,
      long missing,
      long different,
      long absent,
      long young,
      long unreadable,
      long published,
      @Nullable String failure) {

    static Pass of(PassReport report) {
      return new Pass(
          report.id(),
          report.table(),
          report.mode().name().toLowerCase(Locale.ROOT),
          report.state(),
          IsoTime.format(report.startedAt()),
          report.endedAt().map(IsoTime::format).orElse(null),
          report.figures().rows(),
          report.figures().buckets(),
          report.figures().bucketsDifferent(),
          report.figures().compared(),
          report.figures().missing(),
          report.figures().different(),
          report.figures().absent(),
          report.figures().young(),
          report.figures().unreadable(),
          report.figures().published(),
          report.failure().orElse(null));
    }
  }

  /// The passes, the newest first.
  @Schema(name = "Passes")
  @Serdeable
  record Passes(List<Pass> results) {}

  /// What was found to differ.
  @Schema(name = "Drift")
  @Serdeable
  record Drift(List<TableDrift> results) {}

  /// What was found to differ in one table in the last 30 days. A row counts as drift only if it
  /// differed twice, a margin apart.
  ///
  /// @param rows of the table
  /// @param suspected rows that were seen to differ once
  /// @param drifted how many rows drifted, by kind
  /// @param perMillion how many of a million rows drifted, by kind
  /// @param dismissed how many suspicions were wrong: the event came
  /// @param days the same day by day, the oldest first
  /// @param differing how many of the rows that drifted differ still
  /// @param samples some of these
  @Schema(name = "TableDrift")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record TableDrift(
      String table,
      long rows,
      long suspected,
      Map<String, Long> drifted,
      Map<String, Double> perMillion,
      long dismissed,
      List<Day> days,
      long differing,
      List<DriftedRow> samples) {

    private static final int SAMPLES = 100;

    /// @param kind of the samples; empty for all kinds
    static TableDrift of(TableFindings found, Optional<String> kind) {
      DayFigures total = found.total();
      return new TableDrift(
          found.table(),
          total.rows(),
          found.suspected(),
          byKind(total::drifted),
          byKind(total::perMillion),
          total.dismissed(),
          found.days().stream().map(Day::of).toList(),
          found.drifting().size(),
          found.drifting().stream()
              .map(DriftedRow::of)
              .filter(row -> kind.isEmpty() || kind.get().equals(row.kind()))
              .limit(SAMPLES)
              .toList());
    }

    private static <V> Map<String, V> byKind(Function<DriftKind, V> figure) {
      var byKind = new TreeMap<String, V>();
      for (DriftKind kind : DriftKind.values()) {
        byKind.put(kind.word(), figure.apply(kind));
      }
      return byKind;
    }
  }

  /// What was found in a table on one day.
  ///
  /// @param day in UTC
  /// @param wholePasses that compared the whole table
  /// @param failedPasses that did not
  /// @param rows of the table
  /// @param missing rows that drifted because the view lacked them
  /// @param different rows that drifted because they differed
  /// @param absent rows that drifted because the table lacked them
  /// @param dismissed suspicions that were wrong
  /// @param published readings
  @Schema(name = "DriftDay")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Day(
      @Schema(format = "date") String day,
      long wholePasses,
      long failedPasses,
      long rows,
      long missing,
      long different,
      long absent,
      long dismissed,
      long published) {

    private static Day of(DayReport report) {
      DayFigures figures = report.figures();
      return new Day(
          report.day().toString(),
          figures.wholePasses(),
          figures.failedPasses(),
          figures.rows(),
          figures.missing(),
          figures.different(),
          figures.absent(),
          figures.dismissed(),
          figures.published());
    }
  }

  /// A row that differs now.
  ///
  /// @param kind missing, different or absent
  /// @param seenAt by the database's clock
  @Schema(name = "DriftedRow")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record DriftedRow(
      long learnerId, String courseKey, String kind, @Schema(format = "date-time") String seenAt) {

    private static DriftedRow of(Finding finding) {
      return new DriftedRow(
          finding.key().learner().value(),
          finding.key().course().value(),
          finding.kind().word(),
          IsoTime.format(finding.at()));
    }
  }

  /// What to compare now: one key, or a whole table.
  ///
  /// @param table such as enrollments
  @Schema(name = "ReconcileRequest")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Request(@Nullable Long learnerId, @Nullable String courseKey, @Nullable String table) {}
}
