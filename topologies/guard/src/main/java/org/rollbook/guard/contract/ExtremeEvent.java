package org.rollbook.guard.contract;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;

/// An event before it is read: the fields that its type has, and those that all events have.
public record ExtremeEvent(EventType type, Map<String, ExtremeValue> fields) {

  /// The longest source that is kept.
  private static final int LONGEST_SOURCE = 255;

  public ExtremeEvent {
    fields = Map.copyOf(fields);
  }

  public String text(String field) {
    return (String) value(field);
  }

  public long number(String field) {
    return (long) value(field);
  }

  public double decimal(String field) {
    return (double) value(field);
  }

  public boolean flag(String field) {
    return (boolean) value(field);
  }

  /// A time in microseconds since 1970, which may be absent.
  public Optional<Long> micros(String field) {
    return ((Optional<?>) value(field)).map(Long.class::cast);
  }

  public boolean has(String field) {
    return fields.containsKey(field);
  }

  private Object value(String field) {
    return Optional.ofNullable(fields.get(field)).orElseThrow().value();
  }

  /// The same event with another value, which is an accepted one.
  public ExtremeEvent with(String field, Object value) {
    return with(field, new ExtremeValue(value, true));
  }

  ExtremeEvent with(String field, ExtremeValue value) {
    var changed = new HashMap<>(fields);
    changed.put(field, value);
    return new ExtremeEvent(type, changed);
  }

  /// Whether ingest must accept it.
  public boolean isAccepted() {
    return fields.values().stream().allMatch(ExtremeValue::accepted);
  }

  /// The row that it is about, if it is accepted.
  public LearnerCourse key() {
    return new LearnerCourse(new LearnerId(number("learner")), new CourseKey(text("course")));
  }

  /// Its stamp, if it is accepted.
  public EventStamp stamp() {
    return new EventStamp(
        Instant.parse(text("time").replace("+00:00", "Z")), type, text("id"), sourceKept());
  }

  /// The part of the source that is kept: 255 characters, and no half of a character.
  private String sourceKept() {
    String all = text("source");
    if (all.length() <= LONGEST_SOURCE) {
      return all;
    }
    String first = all.substring(0, LONGEST_SOURCE);
    return Character.isHighSurrogate(first.charAt(LONGEST_SOURCE - 1))
        ? first.substring(0, LONGEST_SOURCE - 1)
        : first;
  }
}
