package org.rollbook.reconciler.pass;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.rollbook.model.LearnerCourse;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.publish.Lease;
import org.rollbook.reconciler.publish.ReadingPublisher;
import org.rollbook.reconciler.publish.ReconcilerLog;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.DayReport;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.report.KnownFinding;
import org.rollbook.reconciler.report.PassReport;
import org.rollbook.reconciler.settings.ReconcilerSettings;
import org.rollbook.reconciler.view.ViewClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works while this instance holds the lease: one step after the other, in one thread.
///
/// ```
/// lease ─▶ pass over a table that is due ─▶ new rows, each minute ─▶ suspicions that are due
/// ```
public final class Reconciler {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private static final Duration STEP = Duration.ofMillis(500);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /// How soon after a failed pass the next one begins, at the latest.
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private static final Duration NEW_ROWS_EVERY = Duration.ofMinutes(1);
  private static final Duration ONE_KEY_WITHIN = Duration.ofSeconds(20);

  private final Lease lease;
  private final ReconcilerLog log;
  private final LmsDatabase database;
  private final ReconcilerSettings settings;
  private final Clock clock;
  private final List<TableWork<?>> tables = new ArrayList<>();
  private final LinkedBlockingQueue<Runnable> requests = new LinkedBlockingQueue<>(100);
  private final Thread thread =
      Thread.ofPlatform().name("reconciler").daemon().unstarted(this::run);
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private volatile Optional<String> trouble = Optional.empty();
  private volatile boolean closing;
  private volatile long term;
  private Instant newRowsAt = Instant.MIN;

  public Reconciler(
      ReconcilerSettings settings,
      Lease lease,
      ReconcilerLog log,
      LmsDatabase database,
      Clock clock) {
    this.settings = settings;
    this.lease = lease;
    this.log = log;
    this.database = database;
    this.clock = clock;
  }

  /// Adds a table, before it starts.
  public <T> void compare(ComparedTable<T> table, ViewClient view, ReadingPublisher publisher) {
    var memory = new TableMemory(table.name(), publisher, log, clock);
    var context =
        new TableContext<>(
            table,
            database,
            view,
            publisher,
            new Findings(memory),
            new PassSettings(
                settings.mode(),
                settings.margin(),
                settings.orgs(),
                new Throttle(settings.maxReplicaLag(), settings.maxThreadsRunning())),
            this::isStillMine);
    tables.add(new TableWork<>(context, memory, clock));
  }

  /// Whether no other instance has worked since this one took over.
  private boolean isStillMine() {
    return lease.isHeld() && lease.term() == term;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing) {
        if (lease.isHeld()) {
          takeOver();
          workUntilReplaced();
        }
        Runnable request = requests.poll(STEP.toMillis(), TimeUnit.MILLISECONDS);
        if (request != null) {
          request.run();
        }
      }
    } catch (InterruptedException closed) {
      LOG.atDebug().log("The reconciler stops");
    } catch (RuntimeException | Error fatal) {
      if (!closing) {
        LOG.atError().setCause(fatal).log("The reconciler died");
        death.complete(fatal);
      }
    }
  }

  private void takeOver() {
    long now = lease.term();
    if (term != now) {
      tables.forEach(TableWork::takeOver);
      term = now;
    }
  }

  private void workUntilReplaced() throws InterruptedException {
    try {
      work();
    } catch (LeaseLostException replaced) {
      LOG.atDebug().setCause(replaced).log("The work is another's now");
    }
  }

  private void work() throws InterruptedException {
    for (TableWork<?> table : tables) {
      requireLease();
      if (table.isDue(table.failedLast() ? atMost(AFTER_FAILURE) : settings.interval())
          && table.hasReceivedTheLast()) {
        table.pass();
      }
    }
    boolean newRows =
        newRowsAt.equals(Instant.MIN)
            || !clock.instant().isBefore(newRowsAt.plus(atMost(NEW_ROWS_EVERY)));
    if (newRows) {
      newRowsAt = clock.instant();
    }
    for (TableWork<?> table : tables) {
      requireLease();
      between(table, newRows);
    }
  }

  private void requireLease() {
    if (!isStillMine()) {
      throw new LeaseLostException();
    }
  }

  /// A duration, or the interval between passes if that is shorter.
  private Duration atMost(Duration duration) {
    return settings.interval().compareTo(duration) < 0 ? settings.interval() : duration;
  }

  private void between(TableWork<?> table, boolean newRows) throws InterruptedException {
    try {
      if (newRows && !table.failedLast()) {
        table.lookAtNewRows();
      }
      table.recheck();
      trouble = Optional.empty();
    } catch (SQLException | IOException | PassFailedException | KafkaException failed) {
      if (trouble.isEmpty()) {
        LOG.atWarn()
            .addKeyValue("table", table.name())
            .addKeyValue("why", failed.getMessage())
            .log("Rows cannot be compared now");
      }
      trouble = Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  /// The passes over all tables, the newest first.
  public List<PassReport> reports() {
    return tables.stream()
        .flatMap(
            table -> Stream.concat(table.running().stream(), log.passes(table.name()).stream()))
        .sorted(Comparator.comparing(PassReport::startedAt).reversed())
        .toList();
  }

  /// What was found in a table.
  ///
  /// @param thing as its view names it, such as `enrollments`
  /// @param suspected how many rows may only be ahead of their events
  /// @param drifting the rows that are known to differ now
  /// @param days what was found day by day, the oldest first
  public record TableFindings(
      String thing, String table, long suspected, List<Finding> drifting, List<DayReport> days) {

    /// What was found on all days together.
    public DayFigures total() {
      return total(days);
    }

    private static DayFigures total(List<DayReport> days) {
      return days.stream().map(DayReport::figures).reduce(DayFigures.NONE, DayFigures::plus);
    }
  }

  /// What was found, as any instance knows it.
  public List<TableFindings> findings() {
    return tables.stream().map(this::findings).toList();
  }

  private TableFindings findings(TableWork<?> table) {
    List<KnownFinding> known = log.findings(table.name());
    return new TableFindings(
        table.thing(),
        table.name(),
        known.stream().filter(finding -> !finding.drifting()).count(),
        known.stream().filter(KnownFinding::drifting).map(KnownFinding::finding).toList(),
        days(table.name()));
  }

  /// What was found in a table in the last 30 days, the oldest first.
  private List<DayReport> days(String table) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return log.days(table).stream().filter(day -> day.isKept(today)).toList();
  }

  /// How many rows of a million have drifted in the last 30 days.
  public double perMillion(String table, DriftKind kind) {
    return log.isComplete() ? TableFindings.total(days(table)).perMillion(kind) : Double.NaN;
  }

  /// How many rows of a table this process has found to have drifted.
  public long drifted(String table, DriftKind kind) {
    return tables.stream()
        .filter(each -> each.name().equals(table))
        .mapToLong(each -> each.findings().drifted(kind))
        .sum();
  }

  /// Whether this instance is the one that works.
  public boolean works() {
    return lease.isHeld();
  }

  /// Why rows cannot be compared now, if so.
  public Optional<String> trouble() {
    return trouble;
  }

  /// Asks for a pass over a table.
  ///
  /// @return false if there is no such table
  public boolean askForPass(String thing) {
    List<TableWork<?>> found =
        tables.stream()
            .filter(table -> table.thing().equals(thing) || table.name().equals(thing))
            .toList();
    found.forEach(TableWork::ask);
    return !found.isEmpty();
  }

  /// Whether a key is one of those that are compared.
  public boolean compares(LearnerCourse key) {
    return settings.orgs().include(key.course());
  }

  /// Compares one key in all tables now.
  ///
  /// @throws IOException if that is not possible now
  public List<PassReport> compareNow(LearnerCourse key) throws IOException, InterruptedException {
    var answer = new CompletableFuture<List<PassReport>>();
    boolean taken =
        requests.offer(
            () -> {
              try {
                List<PassReport> reports = new ArrayList<>();
                for (TableWork<?> table : tables) {
                  reports.add(table.compareNow(key));
                }
                answer.complete(reports);
              } catch (SQLException | IOException | PassFailedException | KafkaException failed) {
                answer.completeExceptionally(failed);
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                answer.completeExceptionally(closed);
              }
            });
    if (!taken) {
      throw new IOException("too many keys are being compared");
    }
    try {
      return answer.get(ONE_KEY_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new IOException(String.valueOf(cause.getMessage()), cause);
    } catch (TimeoutException late) {
      throw new IOException("a pass is under way; the key is compared after it", late);
    }
  }

  /// Completes when this dies.
  public CompletableFuture<Throwable> death() {
    return death;
  }

  public void close() throws InterruptedException {
    closing = true;
    thread.interrupt();
    thread.join(STOP_WITHIN);
    database.close();
  }
}
