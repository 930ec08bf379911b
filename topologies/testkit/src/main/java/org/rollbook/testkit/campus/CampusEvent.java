package org.rollbook.testkit.campus;

import java.util.Optional;

/// One enrollment event with everything that the LMS knows when it emits one.
///
/// @param createdBy who enrolled the learner, if not the learner
/// @param host the LMS host that emits it (header `sourcehost`)
public record CampusEvent(
    TrueEnrollment said,
    Learner learner,
    Course course,
    Optional<Learner> createdBy,
    String host) {}
