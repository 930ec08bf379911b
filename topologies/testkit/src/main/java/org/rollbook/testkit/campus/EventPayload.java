package org.rollbook.testkit.campus;

import java.util.Set;
import org.rollbook.model.EventStamp;

/// The payload of one event about a learner in a course.
public sealed interface EventPayload permits TrueEnrollment, GradeUpdate, NoChange {

  CampusEnrollmentKey key();

  EventStamp stamp();

  /// The facets that it determines unless a later event determines them.
  Set<Facet> claims();

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
