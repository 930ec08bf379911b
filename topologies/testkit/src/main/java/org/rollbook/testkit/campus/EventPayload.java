package org.rollbook.testkit.campus;

import java.util.Set;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;

/// The payload of one event about a learner in a course, or of a reading of the LMS's table.
public sealed interface EventPayload permits TrueEnrollment, GradeUpdate, NoChange {

  CampusEnrollmentKey key();

  EventStamp stamp();

  /// The facets that it determines unless a later event determines them.
  Set<Facet> claims();

  /// The same type.
  ///
  /// @throws IllegalArgumentException if neither the LMS nor the reconciler sends such events
  static EventType known(EventType type) {
    return ReadingType.includes(type) ? type : LmsEventType.of(type).type();
  }

  /// A group of fields of a row that comes from its latest claimant, independently of the other
  /// facets.
  enum Facet {

    /// All fields of an enrollment.
    ENROLLMENT,

    /// Percent, letter, policy hash and course version.
    SCORE,

    /// When the learner first passed.
    PASSED_AT,

    /// Whether the learner passes.
    PASSING
  }
}
