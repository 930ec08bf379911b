package org.rollbook.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.rollbook.runtime.query.QueryMeters;

/// What was asked.
///
/// - `rollbook.queries`, by `view`, `place` and `answer`: what views were asked
/// - `rollbook.queries.overloaded`: what was refused before a view was asked
public final class QueryCounters implements QueryMeters {

  private final MeterRegistry registry;
  private final Counter overloaded;

  public QueryCounters(MeterRegistry registry) {
    this.registry = registry;
    this.overloaded =
        Counter.builder("rollbook.queries.overloaded")
            .description("Questions refused since too many were under way")
            .register(registry);
  }

  @Override
  public void asked(String view, String place, String answer) {
    Counter.builder("rollbook.queries")
        .description("Questions to a view, by who has the partition and how they were answered")
        .tag("view", view)
        .tag("place", place)
        .tag("answer", answer)
        .register(registry)
        .increment();
  }

  @Override
  public void overloaded() {
    overloaded.increment();
  }
}
