package org.rollbook.testkit.campus;

import java.util.Set;
import org.rollbook.model.EventStamp;

/// The payload of an event that changes no row: most tracking events.
public record NoChange(CampusEnrollmentKey key, EventStamp stamp) implements EventPayload {

  @Override
  public Set<Facet> claims() {
    return Set.of();
  }
}
