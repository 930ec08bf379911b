package org.rollbook.reconciler.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.event.IsoTime;
import org.rollbook.reconciler.pass.DriftKind;
import org.rollbook.reconciler.pass.Findings;
import org.rollbook.reconciler.pass.PassReport;
import org.rollbook.reconciler.pass.Reconciler.TableFindings;

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
          report.endedAt().isEmpty() ? "running" : report.isWhole() ? "whole" : "failed",
          IsoTime.format(report.startedAt()),
          report.endedAt().map(IsoTime::format).orElse(null),
          report.rows(),
          report.buckets(),
          report.bucketsDifferent(),
          report.compared(),
          report.missing(),
          report.different(),
          report.absent(),
          report.young(),
          report.unreadable(),
          report.published(),
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

  /// What was found to differ in one table since the process began. A row counts as drift only if
  /// it differed twice, a margin apart.
  ///
  /// @param suspected rows that were seen to differ once
  /// @param drifted how many rows drifted, by kind
  /// @param dismissed how many suspicions were wrong: the event came
  /// @param samples some of the rows that differ now
  @Schema(name = "TableDrift")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record TableDrift(
      String table,
      long suspected,
      Map<String, Long> drifted,
      long dismissed,
      List<DriftedRow> samples) {

    private static final int SAMPLES = 100;

    static TableDrift of(TableFindings found) {
      Findings.Summary summary = found.summary();
      var drifted = new TreeMap<String, Long>();
      for (DriftKind kind : DriftKind.values()) {
        drifted.put(word(kind), summary.drifted().getOrDefault(kind, 0L));
      }
      return new TableDrift(
          found.table(),
          summary.suspected(),
          drifted,
          summary.dismissed(),
          summary.drifting().stream().limit(SAMPLES).map(DriftedRow::of).toList());
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

    private static DriftedRow of(Findings.Finding finding) {
      return new DriftedRow(
          finding.key().learner().value(),
          finding.key().course().value(),
          word(finding.kind()),
          IsoTime.format(finding.at()));
    }
  }

  /// What to compare now: one key, or a whole table.
  ///
  /// @param table such as enrollments
  @Schema(name = "ReconcileRequest")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Request(@Nullable Long learnerId, @Nullable String courseKey, @Nullable String table) {}

  static String word(DriftKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
