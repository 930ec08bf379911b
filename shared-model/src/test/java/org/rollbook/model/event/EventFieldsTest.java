package org.rollbook.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

class EventFieldsTest {

  private static final String HAT = "\uD83C\uDF93";

  @Test
  void shouldConvertValuesWithinTheirBounds() throws Rejection {
    assertThat(EventFields.learner(1, "id")).isEqualTo(new LearnerId(1));
    assertThat(EventFields.course("a/b/c", "key")).isEqualTo(new CourseKey("a/b/c"));
    assertThat(EventFields.time("2026-08-20T12:34:56Z", "time"))
        .isEqualTo(Instant.parse("2026-08-20T12:34:56Z"));
    assertThat(EventFields.text(HAT.repeat(3), 3, "text")).isEqualTo(HAT.repeat(3));
    assertThat(EventFields.text("", 0, "text")).isEmpty();
  }

  @Test
  void shouldNameTheFieldThatIsOutOfBounds() {
    assertRejected(
        RejectCause.BAD_LEARNER_ID, "user.id is 0", () -> EventFields.learner(0, "user.id"));
    assertRejected(
        RejectCause.BAD_COURSE_KEY,
        "course.key is not a course key",
        () -> EventFields.course("edX", "course.key"));
    assertRejected(
        RejectCause.BAD_TIME,
        "made is not a time in years 1 to 9999",
        () -> EventFields.time("0001-01-01T00:00:00+05:30", "made"));
    assertRejected(
        RejectCause.UNDECODABLE,
        "mode has 4 characters",
        () -> EventFields.text(HAT.repeat(4), 3, "mode"));
  }

  @Test
  void shouldRejectHalfOfASurrogatePairWhereverItIs() {
    for (String half : new String[] {HAT.substring(0, 1), HAT.substring(1), "a" + HAT + "\uDF93"}) {
      assertRejected(
          RejectCause.UNDECODABLE,
          "mode has half a character",
          () -> EventFields.text(half, 100, "mode"));
    }
  }

  private static void assertRejected(RejectCause cause, String detail, ThrowingCallable action) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(action)
        .withMessage(detail)
        .extracting(Rejection::rejectCause)
        .isEqualTo(cause);
  }
}
