package org.rollbook.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.rollbook.runtime.query.QueryMeters;

/// `rollbook.queries`: what views were asked, by `view`, `place` and `answer`.
public final class QueryCounters implements QueryMeters {

  private final MeterRegistry registry;

  public QueryCounters(MeterRegistry registry) {
    this.registry = registry;
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
}
