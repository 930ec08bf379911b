package org.rollbook.model;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The rank of an event type. If two events of one row have the same time, the one whose type has
/// the greater precedence is the later.
///
/// It follows from the text of the type alone, by a rule that never changes: releases that run at
/// the same time, and a release that is rolled back, must decide alike, whether or not they read
/// the type. From the least to the greatest:
///
/// 1. our own types (`org.rollbook.`), which are readings of a table and not events;
/// 2. the types that had a fixed order before this rule existed, in that order. Within one
///    transition of the LMS, CHANGED comes before UNENROLLMENT. CREATED is first, since it is
///    repeated at every `enroll()` call and never changes anything by itself. All events about one
///    recalculation of a grade may have the same time and then agree; the one with the most fields
///    is last, so that it is the one that a row names;
/// 3. all others: creation first, then changes, then what ends a thing; then by name.
///
/// @param group 1 to 3, as above
/// @param rank within the group
/// @param name decides between types of one rank
public record Precedence(int group, int rank, String name) implements Comparable<Precedence> {

  private static final String OURS = "org.rollbook.";

  private static final List<String> FIXED_ORDER =
      List.of(
          "org.openedx.learning.course.enrollment.created.v1",
          "org.openedx.learning.course.enrollment.changed.v1",
          "org.openedx.learning.course.unenrollment.completed.v1",
          "org.openedx.learning.course.passing.status.updated.v1",
          "org.openedx.learning.ccx.course.passing.status.updated.v1",
          "org.openedx.analytics.tracking.event.emitted.v1",
          "org.openedx.learning.course.persistent_grade_summary.changed.v1");

  private static final Set<String> BEGINNINGS = Set.of("created");
  private static final Set<String> ENDS = Set.of("completed", "deleted", "removed", "revoked");

  private static final Comparator<Precedence> ORDER =
      Comparator.comparingInt(Precedence::group)
          .thenComparingInt(Precedence::rank)
          .thenComparing(Precedence::name);

  /// The precedence of a type.
  ///
  /// @param type as the `ce_type` header spells it
  static Precedence of(String type) {
    if (type.startsWith(OURS)) {
      return new Precedence(1, 0, type);
    }
    int rank = FIXED_ORDER.indexOf(type);
    return rank < 0 ? new Precedence(3, stage(type), type) : new Precedence(2, rank, type);
  }

  private static int stage(String type) {
    List<String> parts = List.of(type.split("\\.", -1));
    if (parts.stream().anyMatch(BEGINNINGS::contains)) {
      return 0;
    }
    return parts.stream().anyMatch(ENDS::contains) ? 2 : 1;
  }

  @Override
  public int compareTo(Precedence other) {
    return ORDER.compare(this, other);
  }
}
