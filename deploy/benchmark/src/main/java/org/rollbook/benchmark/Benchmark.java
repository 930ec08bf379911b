package org.rollbook.benchmark;

import java.util.List;
import java.util.Locale;
import org.rollbook.benchmark.failover.Failover;
import org.rollbook.benchmark.footprint.Footprint;
import org.rollbook.benchmark.freshness.Freshness;
import org.rollbook.benchmark.growth.Growth;
import org.rollbook.benchmark.ingest.Ingest;
import org.rollbook.benchmark.inner.Inner;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.memory.Memory;
import org.rollbook.benchmark.read.Hop;
import org.rollbook.benchmark.read.Lookup;
import org.rollbook.benchmark.read.Point;
import org.rollbook.benchmark.read.Roster;
import org.rollbook.benchmark.restore.Restore;

/// What is measured, beside what. Those that read come first: they share what they read.
enum Benchmark {
  /// One enrollment, beside the same server over hash maps and over PostgreSQL.
  POINT,
  /// One enrollment asked of an instance that has not got it, beside its owner.
  HOP,
  /// A page of a large course's roster, beside a small course's and PostgreSQL.
  ROSTER,
  /// A thousand enrollments in one request, beside a thousand requests and PostgreSQL.
  LOOKUP,
  /// Events from a full topic to the last row, beside plain Kafka Streams, decoding and PostgreSQL.
  INGEST,
  /// From an event to an answer that has it, beside a plain consumer of its topic.
  FRESHNESS,
  /// An instance that lost everything, beside a consumer that only reads what it restores.
  RESTORE,
  /// One of two instances killed, beside Kafka Streams' default settings.
  FAILOVER,
  /// Memory and disk, beside the bound that is set, plain Kafka Streams and PostgreSQL.
  MEMORY,
  /// A small site, beside a consumer and an endpoint on PostgreSQL.
  FOOTPRINT,
  /// A site that grows, beside itself when it was small.
  GROWTH,
  /// The two functions that run most often, each by itself.
  INNER;

  /// Enough to be restored for a while; what a kill costs us does not depend on it.
  private static final int FAILOVER_ENROLLMENTS = 100_000;

  /// The rows of the table that it makes.
  List<Row> measured(Surroundings surroundings) {
    return switch (this) {
      case POINT -> new Point(surroundings.stand(), surroundings.workbench()).rows();
      case HOP -> new Hop(surroundings.stand(), surroundings.workbench()).rows();
      case ROSTER -> new Roster(surroundings.stand(), surroundings.workbench()).rows();
      case LOOKUP -> new Lookup(surroundings.stand(), surroundings.workbench()).rows();
      case INGEST ->
          new Ingest(
                  surroundings.alone(this),
                  surroundings.settings().events(),
                  surroundings.settings().baseline())
              .rows();
      case FRESHNESS -> new Freshness(surroundings.alone(this)).rows();
      case RESTORE ->
          new Restore(surroundings.settings().learners(), surroundings.alone(this)).rows();
      case FAILOVER ->
          new Failover(
                  Math.min(FAILOVER_ENROLLMENTS, surroundings.settings().learners()),
                  surroundings.alone(this))
              .rows();
      case MEMORY ->
          new Memory(surroundings.settings().learners(), surroundings.alone(this)).rows();
      case FOOTPRINT -> new Footprint(surroundings.alone(this)).rows();
      case GROWTH -> new Growth(surroundings.settings().growth(), surroundings.alone(this)).rows();
      case INNER -> new Inner(surroundings.alone(this)).rows();
    };
  }

  /// Its name as users write it: `point`.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
