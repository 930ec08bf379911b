package org.rollbook.reconciler.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.lms.LmsRows;

/// A row as a view answers it.
public record ViewRow(JsonNode json) {

  /// The time of the event that last changed it.
  public Instant stampedAt() {
    return IsoTime.parse(json.required("stamp").required("event_time").textValue());
  }

  /// Whether that was a reading of the LMS's table.
  public boolean isReading() {
    return json.required("stamp").required("source").textValue().equals(LmsRows.SOURCE);
  }
}
