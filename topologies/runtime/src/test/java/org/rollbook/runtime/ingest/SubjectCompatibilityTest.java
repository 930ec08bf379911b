package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.enrollments.EnrollmentEvents;

class SubjectCompatibilityTest {

  private static final String SUBJECT =
      "prod-words-org.openedx.learning.course.enrollment.created.v1.CloudEvent";

  private final Map<String, String> modes = new HashMap<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SubjectCompatibility compatibility =
      new SubjectCompatibility(
          List.of("prod-words"),
          List.of(EnrollmentEvents.CREATED.type()),
          subject -> Optional.ofNullable(modes.get(subject)),
          meters);

  @AfterEach
  void close() {
    compatibility.close();
  }

  @Test
  void shouldNameASubjectThatRefusesNewFields() {
    for (String mode : List.of("BACKWARD", "BACKWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE")) {
      modes.put(SUBJECT, mode);

      compatibility.look();

      assertThat(compatibility.refusing()).containsExactly(SUBJECT + ": " + mode);
      assertThat(counted()).isEqualTo(1);
    }
  }

  @Test
  void shouldNotNameASubjectThatAllowsNewFields() {
    for (String mode : List.of("FORWARD", "FORWARD_TRANSITIVE", "NONE")) {
      modes.put(SUBJECT, mode);

      compatibility.look();

      assertThat(compatibility.refusing()).isEmpty();
      assertThat(counted()).isZero();
    }
  }

  @Test
  void shouldNameNothingWhenTheRegistryDoesNotAnswer() {
    compatibility.look();

    assertThat(compatibility.refusing()).isEmpty();
  }

  @Test
  void shouldRememberTheLastAnswerOfAnUnreachableRegistry() {
    modes.put(SUBJECT, "BACKWARD");
    compatibility.look();
    modes.clear();

    compatibility.look();

    assertThat(compatibility.refusing()).hasSize(1);
  }

  @Test
  void shouldNoticeThatTheRuleWasChanged() {
    modes.put(SUBJECT, "BACKWARD");
    compatibility.look();
    modes.put(SUBJECT, "FORWARD");

    compatibility.look();

    assertThat(compatibility.refusing()).isEmpty();
  }

  private double counted() {
    return meters.get("rollbook.registry.refusing.subjects").gauge().value();
  }
}
