package org.rollbook.reconciler.pass;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges suspicions, a margin after they came up.
///
/// If a row was repaired, its stamp tells: had its event only been late, the event would have
/// replaced the reading since. If nothing was repaired, both sides are read again.
///
/// A row that has changed again since differs from something else than what was suspected: the
/// event of that change may be on its way, so it is suspected anew.
///
/// @param <T> a row of the table
record Recheck<T>(TableContext<T> context) {

  private static final Logger LOG = LoggerFactory.getLogger(Recheck.class);

  /// How many rows are judged in one go.
  private static final int AT_ONCE = 500;

  /// How many of them are named in the log.
  private static final int NAMED_AT_ONCE = 20;

  /// The suspicions that are old enough.
  ///
  /// @param now by the database's clock
  List<Finding> due(Instant now) {
    return context.findings().due(now.minus(context.settings().margin())).stream()
        .limit(AT_ONCE)
        .toList();
  }

  /// Judges some that are due.
  void run(List<Finding> due, ReadTime now) throws SQLException, IOException {
    ComparedTable<T> table = context.table();
    Map<Long, List<TableRow<T>>> here = new HashMap<>();
    Map<LearnerCourse, ViewRow> there =
        context.view().rows(table.view(), due.stream().map(Finding::key).toList(), now.applied());
    List<Finding> confirmed = new ArrayList<>();
    for (Finding finding : due) {
      long learner = finding.key().learner().value();
      if (!here.containsKey(learner)) {
        here.put(learner, context.database().rowsOfLearners(table, learner, learner + 1));
      }
      List<TableRow<T>> rows = here.getOrDefault(learner, List.of());
      Optional<TableRow<T>> row = table.find(rows, finding.key());
      if (row.isEmpty() && rows.stream().anyMatch(each -> each.value().isEmpty())) {
        context.findings().equal(finding.key());
      } else if (judge(finding, row, Optional.ofNullable(there.get(finding.key())), now)) {
        confirmed.add(finding);
      }
    }
    confirmed.stream().limit(NAMED_AT_ONCE).forEach(this::log);
  }

  /// Judges one.
  ///
  /// @return whether it had drifted
  private boolean judge(
      Finding finding, Optional<TableRow<T>> row, Optional<ViewRow> found, ReadTime now) {
    ComparedTable<T> table = context.table();
    Findings findings = context.findings();
    Optional<String> truth = row.flatMap(TableRow::value).map(table.text());
    Optional<String> served = found.flatMap(view -> table.viewText().apply(view.json()));
    if (truth.equals(served)) {
      boolean repaired = isRepaired(finding, found);
      if (repaired) {
        findings.confirmed(finding, false);
      } else {
        findings.equal(finding.key());
      }
      return repaired;
    }
    Finding again = Comparison.finding(finding.key(), truth, served, now);
    if (again.content() != finding.content()) {
      findings.changed(again);
      return false;
    }
    if (found.filter(view -> view.stampedAt().isAfter(now.stamp())).isPresent()) {
      return false;
    }
    findings.confirmed(finding, true);
    return true;
  }

  private void log(Finding drift) {
    LOG.atInfo()
        .addKeyValue("table", context.table().name())
        .addKeyValue("learner", drift.key().learner())
        .addKeyValue("course", drift.key().course())
        .addKeyValue("kind", drift.kind().word())
        .log("A row had drifted");
  }

  /// A row that was deleted has no stamp any more; only a reading deletes.
  private static boolean isRepaired(Finding finding, Optional<ViewRow> found) {
    return found.map(ViewRow::isReading).orElse(finding.kind() == DriftKind.ABSENT);
  }
}
