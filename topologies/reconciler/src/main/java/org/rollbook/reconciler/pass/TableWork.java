package org.rollbook.reconciler.pass;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.LearnerCourse;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.LmsClock;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.lms.TableRow;
import org.rollbook.reconciler.pass.Comparison.ReadTime;
import org.rollbook.reconciler.publish.ReadingPublisher;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.report.PassProgress;
import org.rollbook.reconciler.report.PassReport;
import org.rollbook.reconciler.view.ViewFreshness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work on one table: whole passes, new rows between them, single keys on request, and what was
/// found. One thread works; any thread may look.
///
/// @param <T> a row of the table
final class TableWork<T> {

  private static final Logger LOG = LoggerFactory.getLogger(TableWork.class);

  /// How much of the time before the last look is looked at again.
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private final TableContext<T> context;
  private final ComparedTable<T> table;
  private final LmsDatabase database;
  private final ReadingPublisher publisher;
  private final PassSettings settings;
  private final Findings findings;
  private final TableMemory memory;
  private final Clock clock;
  private @Nullable TablePass<T> running;
  private Optional<PassReport> last = Optional.empty();
  private Optional<Instant> begun = Optional.empty();
  private Optional<Instant> lookedUntil = Optional.empty();
  private Optional<PassProgress> unfinished = Optional.empty();

  /// What the view must have received before the next pass: a pass, or all until a time.
  private Optional<Instant> awaited = Optional.empty();

  private boolean asked;

  TableWork(TableContext<T> context, TableMemory memory, Clock clock) {
    this.context = context;
    this.table = context.table();
    this.database = context.database();
    this.publisher = context.publisher();
    this.settings = context.settings();
    this.findings = context.findings();
    this.memory = memory;
    this.clock = clock;
  }

  String name() {
    return table.name();
  }

  /// The name by which clients ask for it, such as `enrollments`.
  String thing() {
    return table.view().rows();
  }

  Findings findings() {
    return findings;
  }

  /// Goes on where the instance that worked before has stopped.
  void takeOver() {
    unfinished = memory.takeOver(findings, settings.orgs());
  }

  /// The pass that is under way, as far as it has come.
  synchronized Optional<PassReport> running() {
    return Optional.ofNullable(running)
        .map(pass -> pass.report(Optional.empty(), Optional.empty()));
  }

  /// Whether the last pass of this process has failed.
  synchronized boolean failedLast() {
    return last.filter(report -> !report.isWhole()).isPresent();
  }

  /// Asks for a pass as soon as possible.
  synchronized void ask() {
    asked = true;
  }

  /// Whether a pass is due.
  synchronized boolean isDue(Duration interval) {
    return asked || begun.isEmpty() || !clock.instant().isBefore(begun.get().plus(interval));
  }

  /// Whether the view has received what the last pass published. Before that, a pass would find it
  /// missing again, and publish it again. A view that does not answer is for the pass to report.
  boolean hasReceivedTheLast() {
    Optional<Instant> until = awaited;
    if (until.isEmpty()) {
      return true;
    }
    try {
      ViewFreshness freshness = context.view().freshness();
      Instant received =
          settings.completes() ? freshness.reconciledAt().orElse(Instant.MIN) : freshness.asOf();
      if (received.isBefore(until.get())) {
        return false;
      }
    } catch (IOException unavailable) {
      LOG.atDebug().setCause(unavailable).log("It is not known what the view has received");
    }
    awaited = Optional.empty();
    return true;
  }

  /// Makes a whole pass, or the rest of one that ended in the middle.
  void pass() throws InterruptedException {
    Instant now = clock.instant();
    var from =
        unfinished.orElseGet(
            () ->
                PassProgress.begun(
                    table.name(), UUID.randomUUID().toString(), now, settings.orgs().text()));
    var pass = new TablePass<>(context, from);
    begin(pass, now);
    LOG.atInfo().addKeyValue("table", table.name()).log("A pass begins");
    PassReport report;
    try {
      Instant endedAt = pass.run();
      unfinished = Optional.empty();
      report = pass.report(Optional.of(endedAt), Optional.empty());
      awaited =
          report.figures().published() == 0
              ? Optional.empty()
              : Optional.of(settings.completes() ? pass.knownBefore() : endedAt);
    } catch (InterruptException | InterruptedIOException closed) {
      throw new InterruptedException(String.valueOf(closed.getMessage()));
    } catch (LeaseLostException replaced) {
      LOG.atInfo()
          .addKeyValue("table", table.name())
          .log("A pass is given up: it is another's now");
      giveUp();
      return;
    } catch (SQLException | IOException | PassFailedException | KafkaException failed) {
      String why = oneLine(failed);
      LOG.atWarn()
          .addKeyValue("table", table.name())
          .addKeyValue("why", why)
          .log("A pass has failed, and will be made again");
      unfinished = pass.unfinished();
      report = pass.report(Optional.of(clock.instant()), Optional.of(why));
    }
    end(report);
  }

  private synchronized void giveUp() {
    running = null;
    begun = Optional.empty();
  }

  private synchronized void begin(TablePass<T> pass, Instant now) {
    asked = false;
    begun = Optional.of(now);
    running = pass;
  }

  private void end(PassReport report) {
    synchronized (this) {
      running = null;
      last = Optional.of(report);
    }
    LOG.atInfo()
        .addKeyValue("table", report.table())
        .addKeyValue("rows", report.figures().rows())
        .addKeyValue("published", report.figures().published())
        .addKeyValue("whole", report.isWhole())
        .log("A pass has ended");
    try {
      memory.keep(report);
    } catch (KafkaException unknown) {
      LOG.atWarn()
          .addKeyValue("table", table.name())
          .addKeyValue("why", unknown.getMessage())
          .log("The report of a pass was not kept");
    }
  }

  private static String oneLine(Exception failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
  }

  /// Compares the rows that were made, or changed as far as the table knows it, since the last
  /// look.
  void lookAtNewRows() throws SQLException, IOException, InterruptedException, PassFailedException {
    ReadTime now = readTime();
    Instant since = lookedUntil.orElse(now.at()).minus(OVERLAP).minus(settings.margin());
    // Also if it fails: whole passes find what is left out, and the next look must not be larger.
    lookedUntil = Optional.of(now.at());
    compare(database.rowsChangedSince(table, since), now);
  }

  private ReadTime readTime() throws SQLException, InterruptedException, PassFailedException {
    LmsClock clock = settings.throttle().await(database);
    return settings.readTime(clock, settings.requireAgreement(clock, publisher.brokerTime()));
  }

  /// Compares one key now.
  ///
  /// @return what was counted
  PassReport compareNow(LearnerCourse key)
      throws SQLException, IOException, InterruptedException, PassFailedException {
    ReadTime now = readTime();
    long learner = key.learner().value();
    List<TableRow<T>> rows = database.rowsOfLearners(table, learner, learner + 1);
    Optional<TableRow<T>> row = table.find(rows, key);
    var counts = new PassCounts();
    counts.unreadable.addAndGet(rows.stream().filter(each -> each.value().isEmpty()).count());
    if (row.isPresent() || counts.unreadable.get() == 0) {
      comparison(counts).one(key, row, now);
    }
    publisher.awaitAcknowledged();
    memory.keep(DayFigures.published(counts.published.get()));
    return new PassReport(
        UUID.randomUUID().toString(),
        table.name(),
        settings.mode(),
        now.at(),
        Optional.of(now.at()),
        counts.figures(),
        Optional.empty());
  }

  private void compare(List<TableRow<T>> rows, ReadTime now) throws IOException {
    if (!rows.isEmpty()) {
      var counts = new PassCounts();
      var _ = comparison(counts).rows(rows, now);
      publisher.awaitAcknowledged();
      memory.keep(DayFigures.published(counts.published.get()));
    }
  }

  private Comparison<T> comparison(PassCounts counts) throws IOException {
    return new Comparison<>(context, counts, settings.judges(context.view().freshness()));
  }

  /// Judges suspicions that are old enough. Those of an earlier process that only reported are no
  /// drift of a view that is not complete yet.
  void recheck() throws SQLException, IOException, InterruptedException, PassFailedException {
    if (!findings.hasSuspicions()) {
      memory.keep(findings.takeJudged());
    } else if (settings.judges(context.view().freshness())) {
      var recheck = new Recheck<>(context);
      List<Finding> due = recheck.due(database.clock().now());
      if (!due.isEmpty()) {
        judge(recheck, due, readTime());
      }
    } else {
      findings.dismissUnjudged();
    }
  }

  private void judge(Recheck<T> recheck, List<Finding> due, ReadTime now)
      throws SQLException, IOException {
    memory.beginToJudge();
    try {
      recheck.run(due, now);
    } finally {
      memory.keepJudged(findings.takeJudged());
    }
  }
}
