package org.rollbook.benchmark;

import java.util.List;
import java.util.Locale;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.read.ReadBenchmarks;
import org.rollbook.benchmark.run.BridgeBenchmark;
import org.rollbook.benchmark.run.FailoverBenchmark;
import org.rollbook.benchmark.run.FootprintBenchmark;
import org.rollbook.benchmark.run.GrowthBenchmark;
import org.rollbook.benchmark.run.InnerBenchmark;
import org.rollbook.benchmark.run.MemoryBenchmark;
import org.rollbook.benchmark.run.RestoreBenchmark;
import org.rollbook.benchmark.write.FreshnessBenchmark;
import org.rollbook.benchmark.write.IngestBenchmark;

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
  /// Entries of a Redis stream until they are in their topic, compared with one process that
  /// publishes them to Redis.
  BRIDGE,
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
      case POINT -> reading(context).point();
      case HOP -> reading(context).hop();
      case ROSTER -> reading(context).roster();
      case LOOKUP -> reading(context).lookup();
      case INGEST ->
          new IngestBenchmark(
                  context.alone(this), context.settings().events(), context.settings().baseline())
              .rows();
      case BRIDGE -> new BridgeBenchmark(context.alone(this)).rows();
      case FRESHNESS -> new FreshnessBenchmark(context.alone(this)).rows();
      case RESTORE ->
          new RestoreBenchmark(context.settings().learners(), context.alone(this)).rows();
      case FAILOVER ->
          new FailoverBenchmark(
                  Math.min(FAILOVER_ENROLLMENTS, context.settings().learners()),
                  context.alone(this))
              .rows();
      case MEMORY -> new MemoryBenchmark(context.settings().learners(), context.alone(this)).rows();
      case FOOTPRINT -> new FootprintBenchmark(context.alone(this)).rows();
      case GROWTH -> new GrowthBenchmark(context.settings().growth(), context.alone(this)).rows();
      case INNER -> new InnerBenchmark(context.alone(this)).rows();
    };
  }

  private ReadBenchmarks reading(RunContext context) {
    return new ReadBenchmarks(context.testBed(), context.workbench().of(label()));
  }

  /// Its name as users write it: `point`.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
