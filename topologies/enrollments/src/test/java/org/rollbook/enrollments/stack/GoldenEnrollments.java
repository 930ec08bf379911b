package org.rollbook.enrollments.stack;

import java.util.stream.Stream;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;

/// The golden messages that this topology reads.
final class GoldenEnrollments {

  private GoldenEnrollments() {}

  static Stream<GoldenMessage> messages() {
    return Stream.of(
            "enrollment_created",
            "enrollment_changed_mode",
            "enrollment_created_full",
            "unenrollment_completed")
        .map(Golden::message);
  }
}
