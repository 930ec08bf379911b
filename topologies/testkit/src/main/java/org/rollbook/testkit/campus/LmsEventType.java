package org.rollbook.testkit.campus;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.model.openedx.WriterSchema;
import org.rollbook.model.openedx.WriterSchemas;
import org.rollbook.model.topic.EventContract;

/// The types of events that the campus's LMS sends.
public enum LmsEventType {
  ENROLLMENT_CREATED(EnrollmentEvents.CREATED),
  ENROLLMENT_CHANGED(EnrollmentEvents.CHANGED),
  UNENROLLMENT_COMPLETED(EnrollmentEvents.UNENROLLED),
  COURSE_PASSING_STATUS_UPDATED(GradeEvents.PASSING_STATUS),
  CCX_PASSING_STATUS_UPDATED(GradeEvents.CCX_PASSING_STATUS),
  TRACKING_EVENT_EMITTED(GradeEvents.TRACKING),
  PERSISTENT_GRADE_SUMMARY_CHANGED(GradeEvents.SUMMARY);

  private static final Map<EventType, LmsEventType> BY_TYPE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(LmsEventType::type, Function.identity()));

  private final String wireName;

  LmsEventType(EventContract event) {
    wireName = event.type().wireName();
  }

  public EventType type() {
    return new EventType(wireName);
  }

  public String wireName() {
    return wireName;
  }

  /// How the producer writes these events.
  public WriterSchema writer() {
    return WriterSchemas.of(type()).orElseThrow();
  }

  /// The type of the event with this stamp.
  ///
  /// @throws IllegalArgumentException if the LMS sends no such events
  public static LmsEventType of(EventStamp stamp) {
    return of(stamp.eventType());
  }

  /// The same type.
  ///
  /// @throws IllegalArgumentException if the LMS sends no such events
  public static LmsEventType of(EventType type) {
    LmsEventType known = BY_TYPE.get(type);
    if (known == null) {
      throw new IllegalArgumentException("unknown event type: " + type.wireName());
    }
    return known;
  }
}
