package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Rows to ask a view about, of one kind.
public interface Samples {

  /// The rows last sent about, newest first: where an answer is most likely to be wrong.
  List<EnrollmentKey> lately();

  /// Any row that something was sent about.
  Optional<EnrollmentKey> any(RandomGenerator chance);

  /// Whether one answer only is right about a row at an instant: no event is on its way that would
  /// change it.
  boolean isSettled(EnrollmentKey key, Instant asOf);
}
