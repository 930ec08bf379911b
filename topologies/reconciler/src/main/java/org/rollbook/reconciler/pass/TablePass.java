package org.rollbook.reconciler.pass;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.lms.LmsPass;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.LmsClock;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.lms.TableRow;
import org.rollbook.reconciler.pass.Comparison.ReadTime;
import org.rollbook.reconciler.publish.ReadingPublisher;
import org.rollbook.reconciler.report.PassProgress;
import org.rollbook.reconciler.report.PassReport;
import org.rollbook.reconciler.settings.Mode;
import org.rollbook.reconciler.view.ViewClient;
import org.rollbook.reconciler.view.ViewFreshness;

/// One pass over a table.
///
/// ```
/// view empty? ─┬ yes, to repair ─▶ publish every row, chunk by chunk
///              └ no ─▶ digests of all buckets ─▶ those that differ, finer ─▶ their rows, one by one
/// ```
///
/// @param <T> a row of the table
final class TablePass<T> {

  /// The buckets of the first comparison.
  private static final long COARSE = LearnerBuckets.USUAL;

  private static final int ROWS_OF_FIRST_CHUNK = 5_000;

  /// A view answers at most twice as many.
  private static final long BUCKETS_AT_ONCE = 5_000;

  private static final Duration LAG_UNIT = Duration.ofSeconds(1);

  private final TableContext<T> context;
  private final ComparedTable<T> table;
  private final LmsDatabase database;
  private final ViewClient view;
  private final ReadingPublisher publisher;
  private final PassSettings settings;
  private final PassCounts counts = new PassCounts();
  private volatile PassProgress progress;
  private Duration mostLag = Duration.ZERO;
  private Duration brokerAhead = Duration.ZERO;

  /// @param from a new pass, or one that ended in the middle
  TablePass(TableContext<T> context, PassProgress from) {
    this.context = context;
    this.table = context.table();
    this.database = context.database();
    this.view = context.view();
    this.publisher = context.publisher();
    this.settings = context.settings();
    this.progress = from;
    counts.rows.set(from.rows());
  }

  PassReport report(Optional<Instant> endedAt, Optional<String> failure) {
    return new PassReport(
        progress.passId(),
        table.name(),
        settings.mode(),
        progress.startedAt(),
        endedAt,
        counts.figures(),
        failure);
  }

  /// How far it has come, if a later pass may go on from there.
  Optional<PassProgress> unfinished() {
    return Optional.of(progress).filter(position -> position.after() > 0);
  }

  /// Makes the pass.
  ///
  /// @return when it ended, by the broker's time
  Instant run() throws SQLException, IOException, InterruptedException, PassFailedException {
    boolean resumed = progress.after() > 0;
    LmsClock clock = settings.throttle().await(database);
    Instant now = publisher.write(progress);
    brokerAhead = settings.requireAgreement(clock, now);
    if (!resumed) {
      progress = PassProgress.begun(table.name(), progress.passId(), now, settings.orgs().text());
    }
    ViewClient.Digests there = viewDigests(readTime().applied());
    boolean fills = settings.mode() == Mode.REPAIR && (resumed || there.all().count() == 0);
    if (fills) {
      fill();
    } else {
      compare(there);
    }
    publisher.awaitAcknowledged();
    if (settings.completes()) {
      publisher.completed(
          new LmsPass(
              table.name(),
              knownBefore(),
              progress.startedAt().minus(settings.healsNothingLaterThan())),
          progress.passId());
      publisher.awaitAcknowledged();
    }
    progress = progress.atEnd();
    return publisher.write(progress);
  }

  /// All coarse digests of the view, so many at a time that it answers them.
  private ViewClient.Digests viewDigests(Instant asOf) throws SQLException, IOException {
    var all = new TreeMap<Long, RowsDigest>();
    long end = startOf(database.greatestLearner(table) / COARSE + 1, COARSE);
    long from = 0;
    while (from < end) {
      long to = Math.min(end, from + startOf(BUCKETS_AT_ONCE, COARSE));
      all.putAll(view.digests(new LearnerBuckets(from, to, COARSE), asOf).buckets());
      from = to;
    }
    ViewClient.Digests rest =
        view.digests(new LearnerBuckets(end, LearnerBuckets.END, COARSE), asOf);
    all.putAll(rest.buckets());
    return new ViewClient.Digests(all, rest.freshness());
  }

  private ReadTime readTime() throws SQLException, InterruptedException {
    context.requireLease();
    LmsClock clock = settings.throttle().await(database);
    if (clock.lag().compareTo(mostLag) > 0) {
      mostLag = clock.lag();
    }
    return settings.readTime(clock, brokerAhead);
  }

  /// Before what time every change of the LMS was in the database when the pass began. A server
  /// tells its lag in whole seconds.
  Instant knownBefore() {
    return progress.startedAt().minus(mostLag).minus(LAG_UNIT);
  }

  private Comparison<T> comparison(ViewFreshness freshness) {
    return new Comparison<>(context, counts, settings.judges(freshness));
  }

  /// Publishes the whole table. It goes on where it was if it was killed: some rows are published
  /// twice then, and none is left out.
  private void fill() throws SQLException, InterruptedException {
    var comparison =
        comparison(new ViewFreshness(Instant.EPOCH, Optional.empty(), Optional.empty()));
    eachChunk(
        progress.after(),
        (after, to, time) -> {
          List<TableRow<T>> rows = database.rowsByKey(table, after, to);
          comparison.publishAll(rows, time);
          publisher.awaitAcknowledged();
          progress = progress.at(to, rows.size());
          publisher.write(progress);
          counts.rows.addAndGet(rows.size());
        });
  }

  private void compare(ViewClient.Digests there)
      throws SQLException, IOException, InterruptedException {
    SortedMap<Long, RowsDigest> here = digests();
    counts.rows.addAndGet(here.values().stream().mapToLong(RowsDigest::count).sum());
    SortedSet<Long> buckets = bucketsOf(here, there.buckets());
    counts.buckets.addAndGet(buckets.size());
    var comparison = comparison(there.freshness());
    for (long bucket : buckets) {
      if (!digest(here, bucket).equals(digest(there.buckets(), bucket))) {
        counts.bucketsDifferent.incrementAndGet();
        narrow(
            comparison,
            new LearnerBuckets(
                startOf(bucket, COARSE), endOf(bucket, COARSE), LearnerBuckets.FINEST));
        publisher.awaitAcknowledged();
      }
    }
    context.findings().endOfPass(comparison.differing());
  }

  private SortedMap<Long, RowsDigest> digests() throws SQLException, InterruptedException {
    var sums = new TreeMap<Long, RowsDigest>();
    eachChunk(
        0,
        (after, to, _) ->
            database
                .digestsByKey(table, COARSE, after, to)
                .forEach((bucket, digest) -> sums.merge(bucket, digest, RowsDigest::and)));
    return sums;
  }

  /// Goes through the table by its primary key, in chunks of about the same duration, and waits
  /// before each while the database is busy.
  ///
  /// @param start exclusive
  private void eachChunk(long start, Chunk chunk) throws SQLException, InterruptedException {
    var size = new ChunkSize(ROWS_OF_FIRST_CHUNK);
    long after = start;
    ReadTime time = readTime();
    OptionalLong end = database.endOfChunk(table, after, size.rows());
    while (end.isPresent()) {
      chunk.read(after, end.getAsLong(), time);
      after = end.getAsLong();
      Instant begun = time.at();
      time = readTime();
      size.took(Duration.between(begun, time.at()));
      end = database.endOfChunk(table, after, size.rows());
    }
  }

  /// What is done with the rows between two primary keys: the first is excluded, the second not.
  @FunctionalInterface
  private interface Chunk {
    void read(long after, long to, ReadTime time) throws SQLException, InterruptedException;
  }

  /// Compares the rows of learners whose digests differ.
  private void narrow(Comparison<T> comparison, LearnerBuckets learners)
      throws SQLException, IOException, InterruptedException {
    ReadTime time = readTime();
    SortedMap<Long, RowsDigest> here =
        database.digestsOfLearners(table, LearnerBuckets.FINEST, learners.from(), learners.to());
    SortedMap<Long, RowsDigest> there = view.digests(learners, time.applied()).buckets();
    SortedSet<Long> buckets = bucketsOf(here, there);
    buckets.removeIf(bucket -> digest(here, bucket).equals(digest(there, bucket)));
    if (buckets.isEmpty()) {
      return;
    }
    Map<Long, List<TableRow<T>>> rows =
        database
            .rowsOfLearners(
                table,
                startOf(buckets.first(), LearnerBuckets.FINEST),
                endOf(buckets.last(), LearnerBuckets.FINEST))
            .stream()
            .collect(Collectors.groupingBy(row -> row.learner() / LearnerBuckets.FINEST));
    rows.keySet().retainAll(buckets);
    Map<Long, Long> known =
        comparison.rows(rows.values().stream().flatMap(List::stream).toList(), time).stream()
            .collect(
                Collectors.groupingBy(
                    key -> LearnerBuckets.finestOf(key.learner()), Collectors.counting()));
    for (long bucket : buckets) {
      List<TableRow<T>> some = rows.getOrDefault(bucket, List.of());
      // Of a row that cannot be read it is not known which row of the view it is.
      boolean readable = some.stream().allMatch(row -> row.value().isPresent());
      if (readable && digest(there, bucket).count() > known.getOrDefault(bucket, 0L)) {
        comparison.learners(
            some,
            startOf(bucket, LearnerBuckets.FINEST),
            endOf(bucket, LearnerBuckets.FINEST),
            time);
      }
    }
  }

  private static SortedSet<Long> bucketsOf(
      SortedMap<Long, RowsDigest> here, SortedMap<Long, RowsDigest> there) {
    var buckets = new TreeSet<>(here.keySet());
    buckets.addAll(there.keySet());
    return buckets;
  }

  private static RowsDigest digest(SortedMap<Long, RowsDigest> digests, long bucket) {
    return digests.getOrDefault(bucket, RowsDigest.NONE);
  }

  /// The first learner of a bucket.
  private static long startOf(long bucket, long size) {
    return bucket * size;
  }

  /// The first learner behind a bucket.
  private static long endOf(long bucket, long size) {
    return bucket >= LearnerBuckets.END / size ? LearnerBuckets.END : (bucket + 1) * size;
  }
}
