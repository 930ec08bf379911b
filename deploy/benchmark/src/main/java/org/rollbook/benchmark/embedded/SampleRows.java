package org.rollbook.benchmark.embedded;

import java.util.List;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Stamped;
import org.rollbook.testkit.campus.TrueEnrollment;

/// Rows of a campus as the views keep them.
final class SampleRows {

  private static final List<Stamped<Enrollment>> FIRST =
      Campuses.stamped(Campuses.until(2, Campuses.young()).limit(2)).map(SampleRows::row).toList();

  /// The first events of an enrollment, one after the other.
  static final Stamped<Enrollment> EARLIER = FIRST.getFirst();

  static final Stamped<Enrollment> LATER = FIRST.getLast();

  private SampleRows() {}

  static Stamped<Enrollment> row(Stamped<TrueEnrollment> event) {
    TrueEnrollment payload = event.payload();
    return new Stamped<>(
        event.stamp(),
        event.position(),
        Enrollment.of(
            payload.key().learner(),
            payload.key().course(),
            payload.mode(),
            payload.active(),
            payload.enrolledAt()));
  }
}
