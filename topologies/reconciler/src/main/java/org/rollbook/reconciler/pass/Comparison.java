package org.rollbook.reconciler.pass;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.digest.ShortHash;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.TableRow;
import org.rollbook.reconciler.publish.ReadingPublisher;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.settings.Mode;
import org.rollbook.reconciler.view.ViewClient;
import org.rollbook.reconciler.view.ViewRow;

/// Compares rows one by one, and publishes what the view lacks.
///
/// @param <T> a row of the table
final class Comparison<T> {

  private final ComparedTable<T> table;
  private final ViewClient view;
  private final ReadingPublisher publisher;
  private final Findings findings;
  private final PassSettings settings;
  private final PassCounts counts;
  private final boolean judging;
  private final Set<LearnerCourse> differing = new HashSet<>();

  /// @param judging whether differences are suspected of being drift: a view that does not hold
  ///   everything yet only lacks what it never received
  Comparison(TableContext<T> context, PassCounts counts, boolean judging) {
    this.table = context.table();
    this.view = context.view();
    this.publisher = context.publisher();
    this.findings = context.findings();
    this.settings = context.settings();
    this.counts = counts;
    this.judging = judging;
  }

  /// When rows were read.
  ///
  /// @param at by the database's clock
  /// @param stamp of the readings
  /// @param applied by the broker's clock: a view is compared only when it has applied what was on
  ///   the bus before this, or else it lacks events that it is about to receive
  record ReadTime(Instant at, Instant stamp, Instant applied) {}

  /// Compares rows of the table with the view.
  ///
  /// @return the keys of those that the view has too, equal or not
  Set<LearnerCourse> rows(List<TableRow<T>> rows, ReadTime time) throws IOException {
    Map<LearnerCourse, TableRow<T>> byKey = byKey(rows);
    Map<LearnerCourse, ViewRow> there =
        view.rows(table.view(), List.copyOf(byKey.keySet()), time.applied());
    byKey.forEach(
        (key, row) -> judge(key, Optional.of(row), Optional.ofNullable(there.get(key)), time));
    return there.entrySet().stream()
        .filter(row -> table.viewText().apply(row.getValue().json()).isPresent())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Compares one key.
  void one(LearnerCourse key, Optional<TableRow<T>> row, ReadTime time) throws IOException {
    var there = view.rows(table.view(), List.of(key), time.applied());
    judge(key, row, Optional.ofNullable(there.get(key)), time);
  }

  /// Compares all rows of learners with all that the view has of them.
  ///
  /// @param rows all that the table has
  /// @param from the first learner
  /// @param to the first behind the last
  void learners(List<TableRow<T>> rows, long from, long to, ReadTime time) throws IOException {
    Map<LearnerCourse, TableRow<T>> byKey = byKey(rows);
    for (long learner = Math.max(1, from); learner < to; learner++) {
      for (var there :
          view.rowsOf(table.view(), new LearnerId(learner), time.applied()).entrySet()) {
        boolean compared = settings.orgs().include(there.getKey().course());
        if (compared && !byKey.containsKey(there.getKey())) {
          judge(there.getKey(), Optional.empty(), Optional.of(there.getValue()), time);
        }
      }
    }
  }

  private Map<LearnerCourse, TableRow<T>> byKey(List<TableRow<T>> rows) {
    Map<LearnerCourse, TableRow<T>> byKey = new HashMap<>();
    for (TableRow<T> row : rows) {
      row.value()
          .ifPresentOrElse(
              value -> byKey.put(table.key().apply(value), row),
              () -> counts.unreadable.incrementAndGet());
    }
    return byKey;
  }

  private void judge(
      LearnerCourse key, Optional<TableRow<T>> row, Optional<ViewRow> there, ReadTime time) {
    counts.compared.incrementAndGet();
    Optional<String> truth = row.flatMap(TableRow::value).map(table.text());
    Optional<String> served = there.flatMap(found -> table.viewText().apply(found.json()));
    if (truth.equals(served)) {
      if (there.filter(ViewRow::isReading).isPresent()) {
        findings.repaired(key);
      } else {
        findings.equal(key);
      }
    } else if (there.filter(found -> found.stampedAt().isAfter(time.stamp())).isPresent()) {
      counts.young.incrementAndGet();
    } else {
      Finding finding = finding(key, truth, served, time);
      counts.differs(finding.kind());
      if (judging) {
        differing.add(key);
        findings.found(finding);
      }
      publish(key, row, time.stamp());
    }
  }

  /// A difference.
  ///
  /// @param truth the canonical text of the table's row
  /// @param served that of the view's
  static Finding finding(
      LearnerCourse key, Optional<String> truth, Optional<String> served, ReadTime time) {
    DriftKind kind =
        truth.isEmpty()
            ? DriftKind.ABSENT
            : served.isEmpty() ? DriftKind.MISSING : DriftKind.DIFFERENT;
    long content = truth.map(text -> ShortHash.of(text.getBytes(UTF_8))).orElse(0L);
    return new Finding(key, kind, time.at(), content);
  }

  private void publish(LearnerCourse key, Optional<TableRow<T>> row, Instant stamp) {
    if (settings.mode() == Mode.REPAIR) {
      row.ifPresentOrElse(
          found -> publisher.read(table, found.id(), found.value().orElseThrow(), stamp),
          () -> publisher.absent(table, key, stamp));
      counts.published.incrementAndGet();
    }
  }

  /// The rows that were found to differ, and are suspected.
  Set<LearnerCourse> differing() {
    return differing;
  }

  /// Publishes rows without asking the view.
  void publishAll(List<TableRow<T>> rows, ReadTime time) {
    for (TableRow<T> row : rows) {
      row.value()
          .ifPresentOrElse(
              value -> {
                publisher.read(table, row.id(), value, time.stamp());
                counts.published.incrementAndGet();
              },
              () -> counts.unreadable.incrementAndGet());
    }
  }
}
