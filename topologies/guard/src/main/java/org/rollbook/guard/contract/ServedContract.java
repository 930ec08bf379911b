package org.rollbook.guard.contract;

import org.junit.jupiter.api.extension.ExtendWith;
import org.rollbook.model.LearnerCourse;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.sample.ViewUrls;

/// What the contracts of the HTTP API share: one server over the samples.
@ExtendWith(SharedParameters.class)
public interface ServedContract<E, R, A> extends ServedSamples<E, R, A> {

  @SharedByTests
  default ServedRows served() {
    return ServedRows.of(this);
  }

  /// The addresses of the resources.
  default ViewUrls urls() {
    return campus().urls();
  }

  /// The row of the first sample.
  default CampusEnrollmentKey first() {
    LearnerCourse key = definition().events().key().apply(received().getFirst().payload());
    return new CampusEnrollmentKey(key.learner(), key.course());
  }
}
