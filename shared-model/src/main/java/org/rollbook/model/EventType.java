package org.rollbook.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The event types that Rollbook understands, and their **precedence** where two events of one row
/// bear the same time: a type further down here is later than one above it.
///
/// The order is the order in which the LMS emits them within one transition (CHANGED before
/// UNENROLLMENT), except that CREATED comes first: it is repeated at every `enroll()` call and
/// never changes anything by itself.
///
/// Of the events that tell of grades, all of one recalculation may bear the same time. They agree
/// then; the one that says most is last, so that it is the one that a row names.
///
/// Constants may be added anywhere, renamed never: [#wireName()] is what journals and stores hold.
public enum EventType {
  ENROLLMENT_CREATED("org.openedx.learning.course.enrollment.created.v1"),
  ENROLLMENT_CHANGED("org.openedx.learning.course.enrollment.changed.v1"),
  UNENROLLMENT_COMPLETED("org.openedx.learning.course.unenrollment.completed.v1"),
  COURSE_PASSING_STATUS_UPDATED("org.openedx.learning.course.passing.status.updated.v1"),
  CCX_PASSING_STATUS_UPDATED("org.openedx.learning.ccx.course.passing.status.updated.v1"),
  TRACKING_EVENT_EMITTED("org.openedx.analytics.tracking.event.emitted.v1"),
  PERSISTENT_GRADE_SUMMARY_CHANGED(
      "org.openedx.learning.course.persistent_grade_summary.changed.v1");

  private static final Map<String, EventType> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

  private final String wireName;

  EventType(String wireName) {
    this.wireName = wireName;
  }

  /// The type as the `ce_type` header spells it.
  public String wireName() {
    return wireName;
  }

  /// The type that the header spells, if Rollbook understands it.
  public static Optional<EventType> ofWireName(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }
}
