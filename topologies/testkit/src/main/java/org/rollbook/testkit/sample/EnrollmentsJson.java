package org.rollbook.testkit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.event.IsoTime;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.CourseCounts.ModeCount;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.TrueEnrollment;

/// Reads the enrollments topology's JSON, in the form in which the truth is asked about it. What is
/// missing or of another kind throws [IllegalArgumentException] or [java.time.DateTimeException].
final class EnrollmentsJson {

  private EnrollmentsJson() {}

  /// A part of a list, and where the rest of it is.
  record Page(List<TrueEnrollment> results, Optional<URI> next) {}

  static TrueEnrollment enrollment(JsonNode row) {
    return new TrueEnrollment(
        new EnrollmentKey(new LearnerId(row.required("learner_id").longValue()), course(row)),
        text(row, "mode"),
        row.required("is_active").booleanValue(),
        time(row, "enrolled_at"),
        stamp(row.required("stamp")));
  }

  static CourseCounts counts(JsonNode body) {
    Map<String, ModeCount> modes = new HashMap<>();
    body.required("modes")
        .properties()
        .forEach(mode -> modes.put(mode.getKey(), count(mode.getValue())));
    var counts = new CourseCounts(course(body), modes);
    ModeCount sum = count(body);
    if (!sum.equals(new ModeCount(counts.active(), counts.total()))) {
      throw new IllegalArgumentException("modes do not add up: " + body);
    }
    return counts;
  }

  static Page page(JsonNode body) {
    return new Page(
        body.required("results").valueStream().map(EnrollmentsJson::enrollment).toList(),
        Optional.of(body.required("next"))
            .filter(JsonNode::isTextual)
            .map(url -> URI.create(url.textValue())));
  }

  private static EventStamp stamp(JsonNode stamp) {
    String type = text(stamp, "event_type");
    return new EventStamp(
        time(stamp, "event_time"),
        EventType.ofWireName(type)
            .orElseThrow(() -> new IllegalArgumentException("unknown event type: " + type)),
        text(stamp, "event_id"),
        text(stamp, "source"));
  }

  private static CourseKey course(JsonNode body) {
    return CourseKey.parse(text(body, "course_key"));
  }

  private static ModeCount count(JsonNode of) {
    return new ModeCount(of.required("active").longValue(), of.required("total").longValue());
  }

  private static Instant time(JsonNode body, String field) {
    return IsoTime.parse(text(body, field));
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.required(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " must be text: " + value);
    }
    return value.textValue();
  }
}
