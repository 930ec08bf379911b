package org.rollbook.reconciler.pass;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollbook.reconciler.lms.Orgs;
import org.rollbook.reconciler.publish.ReadingPublisher;
import org.rollbook.reconciler.publish.ReconcilerLog;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.DayReport;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.report.KnownFinding;
import org.rollbook.reconciler.report.PassProgress;
import org.rollbook.reconciler.report.PassReport;

/// What outlasts the process of the work on one table: each pass, each day, each row that differs.
///
/// Used by the thread that works.
final class TableMemory implements Findings.Memory {

  /// How many passes are kept.
  private static final int MOST_PASSES = 200;

  private final String table;
  private final ReadingPublisher publisher;
  private final ReconcilerLog log;
  private final Clock clock;
  private final List<Runnable> postponed = new ArrayList<>();
  private boolean postpones;
  private DayReport day;

  TableMemory(String table, ReadingPublisher publisher, ReconcilerLog log, Clock clock) {
    this.table = table;
    this.publisher = publisher;
    this.log = log;
    this.clock = clock;
    this.day = unknownDay();
  }

  private DayReport unknownDay() {
    return new DayReport(table, LocalDate.EPOCH, DayFigures.NONE);
  }

  /// Goes on where the instance that worked before has stopped. Rows of organisations that are not
  /// compared any more are forgotten.
  ///
  /// @return the pass that it did not end, if it was one over the same organisations
  Optional<PassProgress> takeOver(Findings findings, Orgs orgs) {
    day = unknownDay();
    List<Finding> suspected = new ArrayList<>();
    List<Finding> drifting = new ArrayList<>();
    for (KnownFinding known : log.findings(table)) {
      if (orgs.include(known.finding().key().course())) {
        (known.drifting() ? drifting : suspected).add(known.finding());
      } else {
        publisher.forget(known);
      }
    }
    findings.load(suspected, drifting);
    return log.unended(table)
        .filter(progress -> progress.after() > 0 && progress.orgs().equals(orgs.text()));
  }

  @Override
  public void keep(Finding finding, boolean drifting) {
    write(() -> publisher.keep(new KnownFinding(table, finding, drifting)));
  }

  @Override
  public void forget(Finding finding) {
    write(() -> publisher.forget(new KnownFinding(table, finding, false)));
  }

  private void write(Runnable record) {
    if (postpones) {
      postponed.add(record);
    } else {
      record.run();
    }
  }

  /// Writes down nothing about rows until [#keepJudged]: a judgement must not be known before it is
  /// counted, or a kill between the two would lose the count.
  void beginToJudge() {
    postpones = true;
  }

  /// Counts what was judged, and then writes down what follows for the rows.
  void keepJudged(DayFigures judged) {
    postpones = false;
    keep(judged);
    postponed.forEach(Runnable::run);
    postponed.clear();
    publisher.awaitAcknowledged();
  }

  /// Passes that fail must not displace the one that tells how old the comparison is.
  void keep(PassReport report) {
    publisher.keep(report);
    keep(DayFigures.of(report));
    List<PassReport> passes = log.passes(table);
    Optional<PassReport> whole = passes.stream().filter(PassReport::isWhole).findFirst();
    passes.stream()
        .skip(MOST_PASSES)
        .filter(pass -> !whole.equals(Optional.of(pass)))
        .forEach(publisher::forget);
    publisher.awaitAcknowledged();
  }

  /// Adds to what is kept of this day.
  void keep(DayFigures more) {
    if (more.equals(DayFigures.NONE)) {
      return;
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!day.day().equals(today)) {
      List<DayReport> days = log.days(table);
      day =
          days.stream()
              .filter(each -> each.day().equals(today))
              .findFirst()
              .orElseGet(() -> new DayReport(table, today, DayFigures.NONE));
      days.stream().filter(each -> !each.isKept(today)).forEach(publisher::forget);
    }
    day = day.plus(more);
    publisher.keep(day);
  }
}
