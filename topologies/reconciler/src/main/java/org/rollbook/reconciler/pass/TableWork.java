package org.rollbook.reconciler.pass;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.LearnerCourse;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.LmsClock;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.lms.TableRow;
import org.rollbook.reconciler.publish.PassProgress;
import org.rollbook.reconciler.publish.ReadingPublisher;
import org.rollbook.reconciler.view.ViewClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work on one table: whole passes, new rows between them, single keys on request, and what was
/// found. One thread works; any thread may look.
///
/// @param <T> a row of the table
final class TableWork<T> {

  private static final Logger LOG = LoggerFactory.getLogger(TableWork.class);

  /// How many passes are remembered.
  private static final int MOST_REPORTS = 200;

  /// How much of the time before the last look is looked at again.
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private final ComparedTable<T> table;
  private final LmsDatabase database;
  private final ViewClient view;
  private final ReadingPublisher publisher;
  private final PassSettings settings;
  private final Clock clock;
  private final Findings findings = new Findings();
  private final Deque<PassReport> ended = new ArrayDeque<>();
  private @Nullable TablePass<T> running;
  private Optional<Instant> begun = Optional.empty();
  private Optional<Instant> lookedUntil = Optional.empty();
  private Optional<PassProgress> unfinished = Optional.empty();
  private boolean asked;

  TableWork(
      ComparedTable<T> table,
      LmsDatabase database,
      ViewClient view,
      ReadingPublisher publisher,
      PassSettings settings,
      Clock clock) {
    this.table = table;
    this.database = database;
    this.view = view;
    this.publisher = publisher;
    this.settings = settings;
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

  /// The passes, the newest first.
  synchronized List<PassReport> reports() {
    var all = new ArrayDeque<>(ended);
    TablePass<T> pass = running;
    if (pass != null) {
      all.addFirst(pass.report(Optional.empty(), Optional.empty()));
    }
    return List.copyOf(all);
  }

  /// Asks for a pass as soon as possible.
  synchronized void ask() {
    asked = true;
  }

  /// Whether a pass is due.
  synchronized boolean isDue(Duration interval) {
    return asked || begun.isEmpty() || !clock.instant().isBefore(begun.get().plus(interval));
  }

  /// Makes a whole pass, or the rest of one that ended in the middle.
  ///
  /// @param unended one that another instance began, if it did not end
  void pass(Optional<PassProgress> unended) throws InterruptedException {
    Instant now = clock.instant();
    var from =
        unended
            .or(() -> unfinished)
            .orElseGet(
                () -> new PassProgress(table.name(), UUID.randomUUID().toString(), now, 0, false));
    var pass = new TablePass<>(table, database, view, publisher, findings, settings, from);
    begin(pass, now);
    LOG.atInfo().addKeyValue("table", table.name()).log("A pass begins");
    try {
      Instant endedAt = pass.run();
      unfinished = Optional.empty();
      end(pass.report(Optional.of(endedAt), Optional.empty()));
    } catch (SQLException | IOException | PassFailedException | KafkaException failed) {
      LOG.atWarn()
          .addKeyValue("table", table.name())
          .addKeyValue("why", failed.getMessage())
          .log("A pass has failed, and will be made again");
      unfinished = pass.unfinished();
      end(pass.report(Optional.of(clock.instant()), Optional.of(oneLine(failed))));
    }
  }

  private synchronized void begin(TablePass<T> pass, Instant now) {
    asked = false;
    begun = Optional.of(now);
    running = pass;
  }

  private synchronized void end(PassReport report) {
    running = null;
    ended.addFirst(report);
    if (ended.size() > MOST_REPORTS) {
      ended.removeLast();
    }
    LOG.atInfo()
        .addKeyValue("table", report.table())
        .addKeyValue("rows", report.rows())
        .addKeyValue("published", report.published())
        .addKeyValue("whole", report.isWhole())
        .log("A pass has ended");
  }

  private static String oneLine(Exception failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
  }

  /// Compares the rows that were made, or changed as far as the table knows it, since the last
  /// look.
  void lookAtNewRows() throws SQLException, IOException, InterruptedException, PassFailedException {
    LmsClock now = trustedClock();
    Instant since = lookedUntil.orElse(now.now()).minus(OVERLAP).minus(settings.margin());
    // Also if it fails: whole passes find what is left out, and the next look must not be larger.
    lookedUntil = Optional.of(now.now());
    compare(database.rowsChangedSince(table, since), now);
  }

  private LmsClock trustedClock() throws SQLException, InterruptedException, PassFailedException {
    LmsClock clock = settings.throttle().await(database);
    settings.requireAgreement(clock, publisher.brokerTime());
    return clock;
  }

  /// Compares one key now.
  ///
  /// @return what was counted
  PassReport compareNow(LearnerCourse key)
      throws SQLException, IOException, InterruptedException, PassFailedException {
    LmsClock now = trustedClock();
    long learner = key.learner().value();
    List<TableRow<T>> rows = database.rowsOfLearners(table, learner, learner + 1);
    Optional<TableRow<T>> row = table.find(rows, key);
    var counts = new PassCounts();
    counts.unreadable.addAndGet(rows.stream().filter(each -> each.value().isEmpty()).count());
    if (row.isPresent() || counts.unreadable.get() == 0) {
      comparison(counts).one(key, row, settings.readTime(now));
    }
    publisher.awaitAcknowledged();
    return PassReport.of(
        UUID.randomUUID().toString(),
        table.name(),
        settings.mode(),
        now.now(),
        counts,
        Optional.of(now.now()),
        Optional.empty());
  }

  private void compare(List<TableRow<T>> rows, LmsClock now) throws IOException {
    if (!rows.isEmpty()) {
      var _ = comparison(new PassCounts()).rows(rows, settings.readTime(now));
      publisher.awaitAcknowledged();
    }
  }

  private Comparison<T> comparison(PassCounts counts) throws IOException {
    return new Comparison<>(
        table,
        view,
        publisher,
        findings,
        counts,
        settings.mode(),
        settings.judges(view.freshness()));
  }

  /// Judges suspicions that are old enough.
  void recheck() throws SQLException, IOException {
    if (!findings.due(Instant.MAX.minus(settings.margin()), settings.margin()).isEmpty()) {
      new Recheck<>(table, database, view, findings).run(settings, database.clock().now());
    }
  }
}
