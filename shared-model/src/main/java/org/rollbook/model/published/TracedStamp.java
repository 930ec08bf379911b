package org.rollbook.model.published;

import org.rollbook.model.EventStamp;
import org.rollbook.model.Heard;
import org.rollbook.model.SourcePosition;

/// Which event something is told from, and where that was read.
public record TracedStamp(EventStamp stamp, SourcePosition position) {

  public static TracedStamp of(Heard<?> heard) {
    return new TracedStamp(heard.stamp(), heard.position());
  }
}
