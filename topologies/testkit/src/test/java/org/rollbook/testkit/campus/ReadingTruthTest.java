package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.testkit.campus.LmsEventType.ENROLLMENT_CHANGED;
import static org.rollbook.testkit.campus.LmsEventType.PERSISTENT_GRADE_SUMMARY_CHANGED;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.model.lms.AbsentRow;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.testkit.campus.TruthJudgement.Agrees;
import org.rollbook.testkit.campus.TruthJudgement.Disagrees;
import org.rollbook.testkit.campus.TruthJudgement.NotJudged;

/// What readings of the LMS's tables make of a row.
class ReadingTruthTest {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final CampusEnrollmentKey KEY = new CampusEnrollmentKey(new LearnerId(42), COURSE);

  private static final TrueEnrollment EVENT =
      enrollment("audit", stamp(ENROLLMENT_CHANGED.type(), 10, "e1"));
  private static final TrueEnrollment READING =
      enrollment("verified", stamp(LmsEnrollment.READ.type(), 20, "r1"));
  private static final AbsentRow NONE = new AbsentRow(KEY.learner(), COURSE);
  private static final TrueEnrollment REMOVED =
      TrueEnrollment.ofReading(NONE, stamp(LmsEnrollment.ABSENT.type(), 30, "a1"));

  private final Truth truth = Truth.keepingAll();

  @Test
  void shouldBeTheRowThatWasReadUntilALaterEvent() {
    truth.sending(EVENT).acknowledged(second(11));
    truth.sending(READING).acknowledged(second(50));

    assertThat(judged(40, Optional.of(EVENT))).isEqualTo(new Agrees());
    assertThat(judged(40, Optional.of(READING))).isEqualTo(new Agrees());
    assertThat(judged(60, Optional.of(EVENT))).isInstanceOf(Disagrees.class);
    assertThat(judged(60, Optional.empty())).isInstanceOf(Disagrees.class);

    var later = enrollment("honor", stamp(ENROLLMENT_CHANGED.type(), 20, "e2"));
    truth.sending(later).acknowledged(second(61));
    assertThat(judged(62, Optional.of(later))).isEqualTo(new Agrees());
    assertThat(judged(62, Optional.of(READING))).isInstanceOf(Disagrees.class);
  }

  @Test
  void shouldBeAbsentOnceAReadingFoundNone() {
    truth.sending(EVENT).acknowledged(second(11));
    assertThat(judged(12, Optional.empty())).isInstanceOf(Disagrees.class);

    var removal = truth.sending(REMOVED);
    assertThat(judged(12, Optional.empty())).isEqualTo(new Agrees());
    assertThat(judged(12, Optional.of(EVENT))).isEqualTo(new Agrees());
    assertThat(truth.enrollments().judgeFigures(COURSE, second(12), Optional.empty()))
        .isInstanceOf(NotJudged.class);

    removal.acknowledged(second(40));
    assertThat(judged(41, Optional.empty())).isEqualTo(new Agrees());
    assertThat(judged(41, Optional.of(EVENT))).isInstanceOf(Disagrees.class);
    assertThat(truth.enrollments().judgeFigures(COURSE, second(41), Optional.empty()))
        .isEqualTo(new Agrees());
    assertThat(truth.enrollments().rows()).isEmpty();
  }

  /// They have one id, and the later one restores what came between.
  @Test
  void shouldTakeTheSameContentReadTwiceForTwoReadings() {
    truth.sending(READING).acknowledged(second(21));
    truth.sending(REMOVED).acknowledged(second(31));
    var again = enrollment("verified", stamp(LmsEnrollment.READ.type(), 40, "r1"));
    truth.sending(again).acknowledged(second(41));

    assertThat(judged(42, Optional.of(again))).isEqualTo(new Agrees());
    assertThat(judged(42, Optional.of(READING))).isInstanceOf(Disagrees.class);
  }

  @Test
  void shouldReplaceEachPartOfAGrade() {
    var passed = new Score(0.8, "Pass", "hash", "v1");
    truth
        .sending(
            GradeUpdate.ofSummary(
                KEY, passed, second(1), stamp(PERSISTENT_GRADE_SUMMARY_CHANGED.type(), 10, "g1")))
        .acknowledged(second(11));
    EventStamp read = stamp(LmsGrade.READ.type(), 20, "r1");
    var failed = new Score(0.2, "", "hash", "v1");
    truth
        .sending(GradeUpdate.ofReading(failed.lmsRow(KEY, Optional.empty()), read))
        .acknowledged(second(21));

    assertThat(truth.grades().row(KEY))
        .contains(
            new TrueGrade(
                KEY,
                Optional.of(failed),
                Optional.empty(),
                false,
                read,
                new TrueGrade.Stamps(Optional.of(read), Optional.of(read), read)));
    assertThat(truth.grades().lmsText(KEY))
        .contains("42#course-v1:edX+DemoX+Demo_Course#200000000##");

    truth
        .sending(GradeUpdate.ofReading(NONE, stamp(LmsGrade.ABSENT.type(), 30, "a1")))
        .acknowledged(second(31));
    assertThat(truth.grades().row(KEY)).isEmpty();
  }

  private TruthJudgement judged(int asOf, Optional<TrueEnrollment> observed) {
    return truth.enrollments().judge(KEY, second(asOf), observed);
  }

  private static TrueEnrollment enrollment(String mode, EventStamp stamp) {
    return new TrueEnrollment(KEY, mode, true, second(1), stamp);
  }

  private static EventStamp stamp(EventType type, int second, String id) {
    return new EventStamp(second(second), type, id, LmsRows.SOURCE);
  }

  private static Instant second(int second) {
    return Instant.parse("2026-08-20T12:00:00Z").plusSeconds(second);
  }
}
