package org.rollbook.benchmark.read;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.rollbook.benchmark.measure.Rounds;
import org.rollbook.benchmark.measure.Row;

/// What reading costs, beside what.
public enum Benchmark {
  /// One enrollment, beside the same server over hash maps and over PostgreSQL.
  POINT {
    @Override
    public List<Row> measure(Stand stand, Rounds rounds, Duration time) {
      return new Point(stand, rounds, time).rows();
    }
  },
  /// One enrollment asked of an instance that has not got it, beside its owner.
  HOP {
    @Override
    public List<Row> measure(Stand stand, Rounds rounds, Duration time) {
      return new Hop(stand, rounds, time).rows();
    }
  },
  /// A page of a large course's roster, beside a small course's and PostgreSQL.
  ROSTER {
    @Override
    public List<Row> measure(Stand stand, Rounds rounds, Duration time) {
      return new Roster(stand, rounds, time).rows();
    }
  },
  /// A thousand enrollments in one request, beside a thousand requests and PostgreSQL.
  LOOKUP {
    @Override
    public List<Row> measure(Stand stand, Rounds rounds, Duration time) {
      return new Lookup(stand, rounds).rows();
    }
  };

  /// The rows of the table that it makes.
  ///
  /// @param time how long each side is asked in each round, where it is asked for a time
  public abstract List<Row> measure(Stand stand, Rounds rounds, Duration time);

  /// Its name as users write it: `point`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
