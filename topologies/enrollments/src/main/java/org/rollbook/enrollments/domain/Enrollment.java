package org.rollbook.enrollments.domain;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;

/// What an enrollment event says. All three kinds carry the whole state (`CourseEnrollmentData`),
/// so the latest one is the row.
///
/// @param mode the LMS's mode slug, such as `audit` or `verified`
/// @param active whether the learner is enrolled now; a learner who left keeps an inactive
///   enrollment
/// @param enrolledAt when the LMS first made the enrollment (`creation_date`); leaving and coming
///   back does not change it
public record Enrollment(
    LearnerId learner, CourseKey course, String mode, boolean active, Instant enrolledAt) {

  /// The row after hearing an event: the later of the two by the order of stamps; of one event
  /// heard twice, the first hearing.
  public static Heard<Enrollment> latest(Optional<Heard<Enrollment>> row, Heard<Enrollment> heard) {
    return row.filter(before -> !heard.stamp().isAfter(before.stamp())).orElse(heard);
  }
}
