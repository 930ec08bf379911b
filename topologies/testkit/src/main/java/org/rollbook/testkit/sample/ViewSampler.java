package org.rollbook.testkit.sample;

import java.util.List;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.EnrollmentKey;

/// Asks a topology and holds the answers against the truth at their as-of. Any thread.
public sealed interface ViewSampler permits Sampler, GradesSampler {

  Outcome ask(Question question);

  /// Asks for many rows at once.
  ///
  /// @return what became of each key, in the order asked
  List<Outcome> lookUp(List<EnrollmentKey> keys);

  /// Asks for a row that must tell of an event that was published about it.
  Outcome readBack(EnrollmentKey key, EventStamp written);
}
