package org.rollbook.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The event types that this release reads. The [Precedence] of two types, not the order here,
/// decides which of two events of one row with the same time is the later.
///
/// Constants may be added anywhere. A [#wireName()] never changes: journals and stores hold it.
public enum EventType implements StampType {
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

  @Override
  public String wireName() {
    return wireName;
  }

  /// The type that the header spells, if this release reads it.
  public static Optional<EventType> ofWireName(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }
}
