package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.CourseKey;

/// A course run as the LMS puts it into an event. The LMS sets neither start nor end, though the
/// schema has both.
///
/// @param defaultMode the mode of a learner who enrolls here without paying
public record Course(
    CourseKey key,
    String displayName,
    Optional<Instant> start,
    Optional<Instant> end,
    String defaultMode) {

  private static final String CCX = "ccx-v1:";

  /// Whether it is a custom course (CCX): a coach's own run of another course.
  boolean isCustom() {
    return key.value().startsWith(CCX);
  }

  /// The key of the course from which a custom course is made.
  String masterKey() {
    String value = key.value();
    return "course-v1:" + value.substring(CCX.length(), value.lastIndexOf("+ccx@"));
  }

  /// The organization, which each spelling of a key begins with.
  String organization() {
    String value = key.value();
    return value.substring(value.indexOf(':') + 1).split("[+/]", 2)[0];
  }
}
