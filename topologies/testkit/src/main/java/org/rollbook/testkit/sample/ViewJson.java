package org.rollbook.testkit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.event.IsoTime;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.EventPayload;

/// Reads the JSON that all views share. Fields that are missing or of another type throw
/// [IllegalArgumentException] or [java.time.DateTimeException].
final class ViewJson {

  private ViewJson() {}

  /// A part of a list, and the address of the next part.
  record Page<T>(List<T> results, Optional<URI> next) {}

  static <T> Page<T> page(JsonNode body, Function<JsonNode, T> row) {
    return new Page<>(
        body.required("results").valueStream().map(row).toList(),
        present(body, "next").map(url -> URI.create(text(body, "next"))));
  }

  static CampusEnrollmentKey key(JsonNode row) {
    return new CampusEnrollmentKey(
        new LearnerId(row.required("learner_id").longValue()), course(row));
  }

  static CourseKey course(JsonNode body) {
    return CourseKey.parse(text(body, "course_key"));
  }

  static EventStamp stamp(JsonNode stamp) {
    return new EventStamp(
        time(stamp, "event_time"),
        EventPayload.known(new EventType(text(stamp, "event_type"))),
        text(stamp, "event_id"),
        text(stamp, "source"));
  }

  static Instant time(JsonNode body, String field) {
    return IsoTime.parse(text(body, field));
  }

  static String text(JsonNode body, String field) {
    JsonNode value = body.required(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " must be text: " + value);
    }
    return value.textValue();
  }

  /// A field that must exist and may be null.
  static Optional<JsonNode> present(JsonNode body, String field) {
    return Optional.of(body.required(field)).filter(value -> !value.isNull());
  }
}
