package org.rollbook.benchmark;

import java.util.List;
import java.util.Locale;
import org.rollbook.benchmark.failover.Failover;
import org.rollbook.benchmark.footprint.Footprint;
import org.rollbook.benchmark.freshness.FreshnessBenchmark;
import org.rollbook.benchmark.growth.Growth;
import org.rollbook.benchmark.ingest.IngestBenchmark;
import org.rollbook.benchmark.inner.Inner;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.memory.Memory;
import org.rollbook.benchmark.read.HopBenchmark;
import org.rollbook.benchmark.read.LookupBenchmark;
import org.rollbook.benchmark.read.PointBenchmark;
import org.rollbook.benchmark.read.RosterBenchmark;
import org.rollbook.benchmark.restore.Restore;

/// What is measured, and the baseline of each. Those that read come first: they share a test bed.
enum Benchmark {
  /// One enrollment, compared with the same server over hash maps and over PostgreSQL.
  POINT,
  /// One enrollment asked of an instance that does not own it, compared with its owner.
  HOP,
  /// A page of a large course's roster, compared with a small course's and with PostgreSQL.
  ROSTER,
  /// A thousand enrollments in one request, compared with a thousand requests and with PostgreSQL.
  LOOKUP,
  /// Events from a full topic to the last row, compared with plain Kafka Streams, with decoding
  /// only, and with PostgreSQL.
  INGEST,
  /// From an event to an answer that has it, compared with a plain consumer of its topic.
  FRESHNESS,
  /// An instance that lost everything, compared with a consumer that only reads what it restores.
  RESTORE,
  /// One of two instances killed, compared with Kafka Streams' default settings.
  FAILOVER,
  /// Memory and disk, compared with the configured bound, plain Kafka Streams and PostgreSQL.
  MEMORY,
  /// A small site, compared with a consumer and an endpoint on PostgreSQL.
  FOOTPRINT,
  /// A site that grows, compared with itself when it was small.
  GROWTH,
  /// The two functions that run most often, each by itself.
  INNER;

  /// Enough for a restore that takes a while; what a kill costs us does not depend on it.
  private static final int FAILOVER_ENROLLMENTS = 100_000;

  /// The rows of the table that it makes.
  List<ResultRow> measured(RunContext context) {
    return switch (this) {
      case POINT -> new PointBenchmark(context.testBed(), context.workbench()).rows();
      case HOP -> new HopBenchmark(context.testBed(), context.workbench()).rows();
      case ROSTER -> new RosterBenchmark(context.testBed(), context.workbench()).rows();
      case LOOKUP -> new LookupBenchmark(context.testBed(), context.workbench()).rows();
      case INGEST ->
          new IngestBenchmark(
                  context.alone(this), context.settings().events(), context.settings().baseline())
              .rows();
      case FRESHNESS -> new FreshnessBenchmark(context.alone(this)).rows();
      case RESTORE -> new Restore(context.settings().learners(), context.alone(this)).rows();
      case FAILOVER ->
          new Failover(
                  Math.min(FAILOVER_ENROLLMENTS, context.settings().learners()),
                  context.alone(this))
              .rows();
      case MEMORY -> new Memory(context.settings().learners(), context.alone(this)).rows();
      case FOOTPRINT -> new Footprint(context.alone(this)).rows();
      case GROWTH -> new Growth(context.settings().growth(), context.alone(this)).rows();
      case INNER -> new Inner(context.alone(this)).rows();
    };
  }

  /// Its name as users write it: `point`.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
