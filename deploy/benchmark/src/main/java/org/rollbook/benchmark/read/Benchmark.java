package org.rollbook.benchmark.read;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.rollbook.benchmark.measure.Rounds;
import org.rollbook.benchmark.measure.Row;

/// What reading costs, beside what.
public enum Benchmark {
  /// One enrollment, beside the same server over hash maps and over PostgreSQL.
  POINT,
  /// One enrollment asked of an instance that has not got it, beside its owner.
  HOP,
  /// A page of a large course's roster, beside a small course's and PostgreSQL.
  ROSTER,
  /// A thousand enrollments in one request, beside a thousand requests and PostgreSQL.
  LOOKUP;

  /// The rows of the table that it makes.
  ///
  /// @param time how long each side is asked in each round, where it is asked for a time
  public List<Row> measure(Stand stand, Rounds rounds, Duration time) {
    return switch (this) {
      case POINT -> new Point(stand, rounds, time).rows();
      case HOP -> new Hop(stand, rounds, time).rows();
      case ROSTER -> new Roster(stand, rounds, time).rows();
      case LOOKUP -> new Lookup(stand, rounds).rows();
    };
  }

  /// Its name as users write it: `point`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
