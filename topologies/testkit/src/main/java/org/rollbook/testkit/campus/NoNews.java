package org.rollbook.testkit.campus;

import java.util.Set;
import org.rollbook.model.EventStamp;

/// Said by an event that changes no row: most tracking events.
public record NoNews(EnrollmentKey key, EventStamp stamp) implements Said {

  @Override
  public Set<Facet> claims() {
    return Set.of();
  }
}
