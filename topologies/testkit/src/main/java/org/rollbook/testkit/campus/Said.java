package org.rollbook.testkit.campus;

import java.util.Set;
import org.rollbook.model.EventStamp;

/// What one event said about a learner in a course.
public sealed interface Said permits TrueEnrollment, GradeNews, NoNews {

  EnrollmentKey key();

  EventStamp stamp();

  /// What it settles, if no later event settles it otherwise.
  Set<Facet> claims();

  /// A group of fields of a row that takes its latest claimant, whatever becomes of the others.
  enum Facet {

    /// All of an enrollment.
    ENROLLMENT,

    /// Percent, letter, policy hash and course version.
    SCORE,

    /// When the learner first passed.
    PASSED_AT,

    /// Whether the learner passes.
    PASSING
  }
}
