package org.rollbook.runtime.node.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.rollbook.runtime.serve.query.QueryMeters;

/// Counts queries.
///
/// - `rollbook.queries`, by `view`, `place` and `answer`: queries of views
/// - `rollbook.queries.overloaded`: queries that were refused before they reached a view
public final class QueryCounters implements QueryMeters {

  private final MeterRegistry registry;
  private final Counter overloaded;

  public QueryCounters(MeterRegistry registry) {
    this.registry = registry;
    this.overloaded =
        Counter.builder("rollbook.queries.overloaded")
            .description("Queries refused since too many were under way")
            .register(registry);
  }

  @Override
  public void asked(String view, String location, String answer) {
    Counter.builder("rollbook.queries")
        .description("Queries of a view, by the location of the partition and the answer")
        .tag("view", view)
        .tag("place", location)
        .tag("answer", answer)
        .register(registry)
        .increment();
  }

  @Override
  public void overloaded() {
    overloaded.increment();
  }
}
