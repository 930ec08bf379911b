package org.rollbook.reconciler.pass;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.lms.TableRow;
import org.rollbook.reconciler.pass.Findings.Finding;
import org.rollbook.reconciler.view.ViewClient;
import org.rollbook.reconciler.view.ViewRow;

/// Judges suspicions, a margin after they came up.
///
/// If a row was repaired, its stamp tells: had its event only been late, the event would have
/// replaced the reading since. If nothing was repaired, both sides are read again.
///
/// @param <T> a row of the table
record Recheck<T>(
    ComparedTable<T> table, LmsDatabase database, ViewClient view, Findings findings) {

  /// How many rows are judged in one go.
  private static final int AT_ONCE = 500;

  /// Judges what is due.
  void run(PassSettings settings, Instant now) throws SQLException, IOException {
    List<Finding> due = findings.due(now, settings.margin()).stream().limit(AT_ONCE).toList();
    Map<LearnerCourse, ViewRow> there =
        view.rows(table.view(), due.stream().map(Finding::key).toList());
    Map<Long, Map<LearnerCourse, TableRow<T>>> here = new HashMap<>();
    for (Finding finding : due) {
      long learner = finding.key().learner().value();
      if (!here.containsKey(learner)) {
        here.put(learner, rowsOf(learner));
      }
      judge(
          finding,
          Optional.ofNullable(here.getOrDefault(learner, Map.of()).get(finding.key())),
          Optional.ofNullable(there.get(finding.key())));
    }
  }

  private void judge(Finding finding, Optional<TableRow<T>> row, Optional<ViewRow> found) {
    Optional<String> truth = row.flatMap(TableRow::value).map(table.text());
    Optional<String> served = found.flatMap(view -> table.viewText().apply(view.json()));
    if (!truth.equals(served)) {
      findings.confirmed(finding, true);
    } else if (isRepaired(finding, found)) {
      findings.confirmed(finding, false);
    } else {
      findings.equal(finding.key());
    }
  }

  /// A row that was deleted has no stamp any more; only a reading deletes.
  private static boolean isRepaired(Finding finding, Optional<ViewRow> found) {
    return found
        .map(row -> row.source().equals(LmsRows.SOURCE))
        .orElse(finding.kind() == DriftKind.ABSENT);
  }

  private Map<LearnerCourse, TableRow<T>> rowsOf(long learner) throws SQLException {
    Map<LearnerCourse, TableRow<T>> rows = new HashMap<>();
    for (TableRow<T> row : database.rowsOfLearners(table, learner, learner + 1)) {
      row.value().ifPresent(value -> rows.put(table.key().apply(value), row));
    }
    return rows;
  }
}
