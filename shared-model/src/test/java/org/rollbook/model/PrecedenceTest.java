package org.rollbook.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.model.topic.Contracts;

/// These orders never change: existing rows depend on them.
final class PrecedenceTest {

  @Example
  void shouldKeepTheFixedOrderOfTypes() {
    assertThat(
            List.of(
                EnrollmentEvents.CREATED.type(),
                EnrollmentEvents.CHANGED.type(),
                EnrollmentEvents.UNENROLLED.type(),
                GradeEvents.PASSING_STATUS.type(),
                GradeEvents.CCX_PASSING_STATUS.type(),
                GradeEvents.TRACKING.type(),
                GradeEvents.SUMMARY.type()))
        .extracting(EventType::precedence)
        .isSorted();
  }

  @Example
  void shouldPutReadingsFirstAndTypesOfLaterReleasesLast() {
    assertThat(
            List.of(
                "org.rollbook.lms.enrollment.absent.v1",
                "org.rollbook.lms.enrollment.read.v1",
                "org.openedx.learning.course.enrollment.created.v1",
                "org.openedx.learning.course.persistent_grade_summary.changed.v1",
                "org.openedx.learning.certificate.created.v1",
                "org.openedx.learning.certificate.changed.v1",
                "org.openedx.learning.course.enrollment.changed.v2",
                "org.openedx.learning.certificate.revoked.v1",
                "org.openedx.learning.user.removed.v1"))
        .extracting(Precedence::of)
        .isSorted();
  }

  @Property
  void shouldDistinguishAnyTwoTypes(@ForAll("types") String one, @ForAll("types") String other) {
    int order = Precedence.of(one).compareTo(Precedence.of(other));

    assertThat(order == 0).isEqualTo(one.equals(other));
    assertThat(Integer.signum(Precedence.of(other).compareTo(Precedence.of(one))))
        .isEqualTo(-Integer.signum(order));
  }

  @Property
  void shouldBeTransitive(
      @ForAll("types") String a, @ForAll("types") String b, @ForAll("types") String c) {
    if (Precedence.of(a).compareTo(Precedence.of(b)) <= 0
        && Precedence.of(b).compareTo(Precedence.of(c)) <= 0) {
      assertThat(Precedence.of(a)).isLessThanOrEqualTo(Precedence.of(c));
    }
  }

  @Provide
  static Arbitrary<String> types() {
    return Arbitraries.oneOf(
        Arbitraries.of(Contracts.events()).map(event -> event.type().wireName()),
        Arbitraries.of("created", "changed", "revoked", "")
            .list()
            .ofMaxSize(3)
            .map(parts -> "org.rollbook." + String.join(".", parts)),
        Arbitraries.of("a", "created", "deleted", "v1", "")
            .list()
            .ofMaxSize(3)
            .map(parts -> String.join(".", parts)),
        Arbitraries.strings().ofMaxLength(5));
  }
}
