package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.rollbook.testkit.campus.LmsEventType.ENROLLMENT_CHANGED;
import static org.rollbook.testkit.campus.LmsEventType.ENROLLMENT_CREATED;
import static org.rollbook.testkit.campus.LmsEventType.UNENROLLMENT_COMPLETED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.TrueCourseCounts.ModeCount;
import org.rollbook.testkit.campus.TruthJudgement.Agrees;
import org.rollbook.testkit.campus.TruthJudgement.Disagrees;
import org.rollbook.testkit.campus.TruthJudgement.Fault;
import org.rollbook.testkit.campus.TruthJudgement.NotJudged;

class TruthTest {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final CourseKey OTHER_COURSE = new CourseKey("edX/DemoX/2012_Fall");
  private static final LearnerId BOB = new LearnerId(4242);
  private static final CampusEnrollmentKey BOBS = new CampusEnrollmentKey(BOB, COURSE);
  private static final CampusEnrollmentKey ANNS = new CampusEnrollmentKey(new LearnerId(7), COURSE);

  private static final TrueEnrollment AUDIT = payload(BOBS, ENROLLMENT_CHANGED, 10, "audit", true);
  private static final TrueEnrollment CREATED =
      payload(BOBS, ENROLLMENT_CREATED, 11, "audit", true);
  private static final TrueEnrollment VERIFIED =
      payload(BOBS, ENROLLMENT_CHANGED, 20, "verified", true);
  private static final TrueEnrollment ANN = payload(ANNS, ENROLLMENT_CHANGED, 15, "audit", true);

  private final Truth truth = Truth.keepingAll();
  private final ViewTruth<TrueEnrollment, TrueEnrollment, TrueCourseCounts> enrollments =
      truth.enrollments();

  @Test
  void shouldRequireARowOnceItIsAcknowledged() {
    truth.sending(AUDIT).acknowledged(second(30));

    assertThat(enrollments.judge(BOBS, second(31), Optional.of(AUDIT))).isEqualTo(new Agrees());
    assertThat(enrollments.judge(BOBS, second(31), Optional.empty())).isInstanceOf(Disagrees.class);
    assertThat(enrollments.judge(BOBS, second(30), Optional.empty())).isEqualTo(new Agrees());
  }

  @Test
  void shouldAllowARowAsSoonAsItIsSent() {
    truth.sending(AUDIT).acknowledged(second(30));
    truth.sending(VERIFIED);

    assertThat(enrollments.judge(BOBS, second(31), Optional.of(AUDIT))).isEqualTo(new Agrees());
    assertThat(enrollments.judge(BOBS, second(31), Optional.of(VERIFIED))).isEqualTo(new Agrees());
    assertThat(enrollments.row(BOBS)).contains(AUDIT);
  }

  @Test
  void shouldDisagreeWithAnOutdatedRow() {
    truth.sending(AUDIT).acknowledged(second(30));
    truth.sending(VERIFIED).acknowledged(second(40));

    assertThat(enrollments.judge(BOBS, second(40), Optional.of(AUDIT))).isEqualTo(new Agrees());
    assertThat(enrollments.judge(BOBS, second(41), Optional.of(AUDIT)))
        .isInstanceOf(Disagrees.class);
    assertThat(enrollments.judge(BOBS, second(35), Optional.of(VERIFIED))).isEqualTo(new Agrees());
  }

  @Test
  void shouldNotLetALateEventOutdateARow() {
    truth.sending(VERIFIED).acknowledged(second(30));
    truth.sending(AUDIT).acknowledged(second(40));

    assertThat(enrollments.judge(BOBS, second(50), Optional.of(VERIFIED))).isEqualTo(new Agrees());
    assertThat(enrollments.judge(BOBS, second(50), Optional.of(AUDIT)))
        .isInstanceOf(Disagrees.class);
  }

  @Test
  void shouldDisagreeWithARowThatNoEventCarries() {
    truth.sending(AUDIT).acknowledged(second(30));
    var otherMode = payload(BOBS, ENROLLMENT_CHANGED, 10, "honor", true);
    var otherTime = new TrueEnrollment(BOBS, "audit", true, second(9), AUDIT.stamp());

    assertThat(enrollments.judge(BOBS, second(31), Optional.of(otherMode)))
        .isInstanceOf(Disagrees.class);
    assertThat(enrollments.judge(BOBS, second(31), Optional.of(otherTime)))
        .isInstanceOf(Disagrees.class);
    assertThat(enrollments.judge(ANNS, second(31), Optional.of(ANN))).isInstanceOf(Disagrees.class);
  }

  @Test
  void shouldUseTheFirstAcknowledgementOfDuplicates() {
    var first = truth.sending(AUDIT);
    truth.sending(AUDIT).acknowledged(second(30));
    first.acknowledged(second(35));

    assertThat(enrollments.judge(BOBS, second(32), Optional.empty())).isInstanceOf(Disagrees.class);
    assertThat(enrollments.history(BOBS)).containsExactly(AUDIT);
  }

  @Test
  void shouldAllowEventsThatWereNeverAcknowledgedToBeInOrNot() {
    truth.sending(AUDIT);

    assertThat(enrollments.judge(BOBS, second(99), Optional.of(AUDIT))).isEqualTo(new Agrees());
    assertThat(enrollments.judge(BOBS, second(99), Optional.empty())).isEqualTo(new Agrees());
    assertThat(enrollments.history(BOBS)).isEmpty();
  }

  @Test
  void shouldJudgeARosterByItsRowsAndMissingLearners() {
    truth.sending(AUDIT).acknowledged(second(30));
    truth.sending(ANN).acknowledged(second(40));

    assertThat(enrollments.judgeRowsOf(COURSE, second(41), List.of(ANN, AUDIT)))
        .isEqualTo(new Agrees());
    assertThat(enrollments.judgeRowsOf(COURSE, second(39), List.of(AUDIT))).isEqualTo(new Agrees());
    assertThat(enrollments.judgeRowsOf(COURSE, second(41), List.of(AUDIT)))
        .isInstanceOf(Disagrees.class);
    assertThat(enrollments.judgeRowsOf(COURSE, second(41), List.of(ANN, AUDIT, AUDIT)))
        .isInstanceOf(Disagrees.class);
    assertThat(enrollments.judgeRowsOf(OTHER_COURSE, second(41), List.of(AUDIT)))
        .isInstanceOf(Disagrees.class);
  }

  @Test
  void shouldJudgeALearnersListByItsRowsAndMissingCourses() {
    var elsewhere =
        payload(new CampusEnrollmentKey(BOB, OTHER_COURSE), ENROLLMENT_CHANGED, 12, "audit", true);
    truth.sending(AUDIT).acknowledged(second(30));
    truth.sending(elsewhere).acknowledged(second(30));

    assertThat(enrollments.judgeRowsOf(BOB, second(31), List.of(elsewhere, AUDIT)))
        .isEqualTo(new Agrees());
    assertThat(enrollments.judgeRowsOf(BOB, second(31), List.of(AUDIT)))
        .isInstanceOf(Disagrees.class);
    assertThat(enrollments.judgeRowsOf(ANNS.learner(), second(31), List.of(AUDIT)))
        .isInstanceOf(Disagrees.class);
  }

  @Test
  void shouldCountRowsByMode() {
    truth.sending(VERIFIED).acknowledged(second(30));
    truth.sending(AUDIT).acknowledged(second(30));
    truth
        .sending(payload(ANNS, UNENROLLMENT_COMPLETED, 16, "audit", false))
        .acknowledged(second(30));

    var counts =
        new TrueCourseCounts(
            COURSE, Map.of("verified", new ModeCount(1, 1), "audit", new ModeCount(0, 1)));
    assertThat(enrollments.figures(COURSE)).contains(counts);
    assertThat(counts.active()).isEqualTo(1);
    assertThat(counts.total()).isEqualTo(2);
    assertThat(enrollments.judgeFigures(COURSE, second(31), Optional.of(counts)))
        .isEqualTo(new Agrees());
    assertThat(enrollments.judgeFigures(COURSE, second(31), Optional.empty()))
        .isInstanceOf(Disagrees.class);
    assertThat(enrollments.judgeFigures(OTHER_COURSE, second(31), Optional.empty()))
        .isEqualTo(new Agrees());
  }

  @Test
  void shouldNotJudgeCountsWhileTheyMayChange() {
    var one = Optional.of(new TrueCourseCounts(COURSE, Map.of("audit", new ModeCount(1, 1))));
    truth.sending(AUDIT).acknowledged(second(30));
    truth.sending(CREATED);
    assertThat(enrollments.judgeFigures(COURSE, second(31), one)).isEqualTo(new Agrees());

    var sending = truth.sending(VERIFIED);
    assertThat(enrollments.judgeFigures(COURSE, second(31), one)).isInstanceOf(NotJudged.class);

    sending.acknowledged(second(40));
    assertThat(enrollments.judgeFigures(COURSE, second(40), one)).isInstanceOf(NotJudged.class);
    assertThat(enrollments.judgeFigures(COURSE, second(41), one)).isInstanceOf(Disagrees.class);
  }

  @Test
  void shouldNameTheFaultOfAWrongAnswer() {
    truth.sending(AUDIT).acknowledged(second(30));
    truth.sending(VERIFIED).acknowledged(second(30));

    assertThat(fault(enrollments.judge(BOBS, second(31), Optional.empty())))
        .isEqualTo(Fault.FALSE_ABSENCE);
    assertThat(fault(enrollments.judge(BOBS, second(31), Optional.of(AUDIT))))
        .isEqualTo(Fault.WRONG_ROW);
    assertThat(fault(enrollments.judgeFigures(COURSE, second(31), Optional.empty())))
        .isEqualTo(Fault.FALSE_ABSENCE);
    assertThat(fault(enrollments.judgeRowsOf(COURSE, second(31), List.of())))
        .isEqualTo(Fault.PARTIAL_LIST);
    assertThat(fault(enrollments.judgeRowsOf(COURSE, second(31), List.of(AUDIT))))
        .isEqualTo(Fault.WRONG_ROW);
  }

  @Test
  void shouldRequireTheWriteThatIsReadBack() {
    truth.sending(AUDIT);
    truth.sending(VERIFIED);

    assertThat(fault(judgeWritten(VERIFIED, Optional.of(AUDIT)))).isEqualTo(Fault.LOST_WRITE);
    assertThat(fault(judgeWritten(AUDIT, Optional.empty()))).isEqualTo(Fault.LOST_WRITE);
    assertThat(judgeWritten(AUDIT, Optional.of(AUDIT))).isEqualTo(new Agrees());
    assertThat(judgeWritten(AUDIT, Optional.of(VERIFIED))).isEqualTo(new Agrees());
  }

  @Test
  void shouldBeSettledWhileNoUnacknowledgedEventWouldChangeTheRow() {
    truth.sending(VERIFIED).acknowledged(second(40));
    truth.sending(AUDIT);
    assertThat(enrollments.isSettled(BOBS, second(41))).isTrue();
    assertThat(enrollments.isSettled(BOBS, second(40))).isFalse();
    assertThat(enrollments.isSettled(ANNS, second(40))).isTrue();

    truth.sending(ANN);
    assertThat(enrollments.isSettled(ANNS, second(40))).isFalse();
  }

  @Test
  void shouldForgetOnlyEventsThatCannotBeInARowWithinItsMemory() {
    var forgetful = Truth.remembering(Duration.ofSeconds(60));
    forgetful.sending(AUDIT).acknowledged(second(30));
    forgetful.sending(VERIFIED).acknowledged(second(40));
    var unenrolled = payload(BOBS, ENROLLMENT_CHANGED, 50, "verified", false);

    forgetful.sending(unenrolled).acknowledged(second(100));
    assertThat(forgetful.enrollments().history(BOBS)).containsExactly(unenrolled, VERIFIED, AUDIT);
    forgetful.sending(unenrolled).acknowledged(second(101));
    assertThat(forgetful.enrollments().history(BOBS)).containsExactly(unenrolled, VERIFIED);
    assertThat(forgetful.enrollments().judge(BOBS, second(100), Optional.of(VERIFIED)))
        .isEqualTo(new Agrees());
  }

  @Test
  void shouldReturnSamples() {
    assertThat(enrollments.any(RandomGenerator.of("L64X128MixRandom"))).isEmpty();
    truth.sending(AUDIT);
    truth.sending(ANN);
    truth.sending(VERIFIED);

    assertThat(enrollments.lately()).containsExactly(BOBS, ANNS);
    assertThat(enrollments.any(RandomGenerator.of("L64X128MixRandom")).orElseThrow())
        .isIn(BOBS, ANNS);
    assertThat(enrollments.courses()).containsExactly(COURSE);
  }

  private static TrueEnrollment payload(
      CampusEnrollmentKey key, LmsEventType type, int second, String mode, boolean active) {
    var stamp =
        new EventStamp(second(second), type.type(), "id-" + key + second, "openedx/lms/web");
    return new TrueEnrollment(key, mode, active, second(1), stamp);
  }

  private static Instant second(int second) {
    return Instant.parse("2026-09-01T08:00:00Z").plusSeconds(second);
  }

  private TruthJudgement judgeWritten(TrueEnrollment written, Optional<TrueEnrollment> observed) {
    return enrollments.judgeWritten(BOBS, written.stamp(), second(1), observed);
  }

  private static Fault fault(TruthJudgement judgement) {
    return judgement instanceof Disagrees(var fault, _) ? fault : fail("no fault: " + judgement);
  }
}
