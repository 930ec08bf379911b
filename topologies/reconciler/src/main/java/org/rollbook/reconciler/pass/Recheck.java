package org.rollbook.reconciler.pass;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollbook.model.LearnerCourse;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.TableRow;
import org.rollbook.reconciler.pass.Comparison.ReadTime;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.view.ViewRow;

/// Judges suspicions, a margin after they came up.
///
/// If a row was repaired, its stamp tells: had its event only been late, the event would have
/// replaced the reading since. If nothing was repaired, both sides are read again.
///
/// @param <T> a row of the table
record Recheck<T>(TableContext<T> context) {

  /// How many rows are judged in one go.
  private static final int AT_ONCE = 500;

  /// Judges what is due.
  void run(ReadTime now) throws SQLException, IOException {
    ComparedTable<T> table = context.table();
    Findings findings = context.findings();
    List<Finding> due =
        findings.due(now.at().minus(context.settings().margin())).stream().limit(AT_ONCE).toList();
    Map<LearnerCourse, ViewRow> there =
        context.view().rows(table.view(), due.stream().map(Finding::key).toList(), now.applied());
    Map<Long, List<TableRow<T>>> here = new HashMap<>();
    for (Finding finding : due) {
      long learner = finding.key().learner().value();
      if (!here.containsKey(learner)) {
        here.put(learner, context.database().rowsOfLearners(table, learner, learner + 1));
      }
      List<TableRow<T>> rows = here.getOrDefault(learner, List.of());
      Optional<TableRow<T>> row = table.find(rows, finding.key());
      if (row.isEmpty() && rows.stream().anyMatch(each -> each.value().isEmpty())) {
        findings.equal(finding.key());
      } else {
        judge(finding, row, Optional.ofNullable(there.get(finding.key())));
      }
    }
  }

  private void judge(Finding finding, Optional<TableRow<T>> row, Optional<ViewRow> found) {
    ComparedTable<T> table = context.table();
    Findings findings = context.findings();
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
    return found.map(ViewRow::isReading).orElse(finding.kind() == DriftKind.ABSENT);
  }
}
