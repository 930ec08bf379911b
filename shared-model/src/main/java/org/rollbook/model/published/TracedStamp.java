package org.rollbook.model.published;

import org.rollbook.model.EventStamp;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;

/// The event that a value comes from, and where that event was read.
public record TracedStamp(EventStamp stamp, SourcePosition position) {

  public static TracedStamp of(Stamped<?> event) {
    return new TracedStamp(event.stamp(), event.position());
  }
}
