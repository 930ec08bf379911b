package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Rows of one kind to ask a view about.
public interface Samples {

  /// The rows with the latest events, newest first: there an answer is most likely to be wrong.
  List<CampusEnrollmentKey> lately();

  /// Any row that has had an event.
  Optional<CampusEnrollmentKey> any(RandomGenerator chance);

  /// Whether exactly one answer is right about a row at an instant: no unacknowledged event would
  /// change it.
  boolean isSettled(CampusEnrollmentKey key, Instant asOf);
}
