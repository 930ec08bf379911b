package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.rollbook.model.EventType.ENROLLMENT_CHANGED;
import static org.rollbook.model.EventType.ENROLLMENT_CREATED;
import static org.rollbook.model.EventType.UNENROLLMENT_COMPLETED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CourseCounts.ModeCount;
import org.rollbook.testkit.campus.Judgement.Agrees;
import org.rollbook.testkit.campus.Judgement.Disagrees;
import org.rollbook.testkit.campus.Judgement.Fault;
import org.rollbook.testkit.campus.Judgement.NotJudged;

class TruthTest {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final CourseKey OTHER_COURSE = new CourseKey("edX/DemoX/2012_Fall");
  private static final LearnerId BOB = new LearnerId(4242);
  private static final EnrollmentKey BOBS = new EnrollmentKey(BOB, COURSE);
  private static final EnrollmentKey ANNS = new EnrollmentKey(new LearnerId(7), COURSE);

  private static final TrueEnrollment AUDIT = said(BOBS, ENROLLMENT_CHANGED, 10, "audit", true);
  private static final TrueEnrollment CREATED = said(BOBS, ENROLLMENT_CREATED, 11, "audit", true);
  private static final TrueEnrollment VERIFIED =
      said(BOBS, ENROLLMENT_CHANGED, 20, "verified", true);
  private static final TrueEnrollment ANN = said(ANNS, ENROLLMENT_CHANGED, 15, "audit", true);

  private final Truth truth = Truth.keepingAll();
  private final ViewTruth<TrueEnrollment, TrueEnrollment, CourseCounts> enrollments =
      truth.enrollments();

  @Test
  void shouldAskForARowOnceItIsAcknowledged() {
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
  void shouldRefuseAnOutdatedRow() {
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
  void shouldRefuseARowThatNoEventSaid() {
    truth.sending(AUDIT).acknowledged(second(30));
    var otherMode = said(BOBS, ENROLLMENT_CHANGED, 10, "honor", true);
    var otherTime = new TrueEnrollment(BOBS, "audit", true, second(9), AUDIT.stamp());

    assertThat(enrollments.judge(BOBS, second(31), Optional.of(otherMode)))
        .isInstanceOf(Disagrees.class);
    assertThat(enrollments.judge(BOBS, second(31), Optional.of(otherTime)))
        .isInstanceOf(Disagrees.class);
    assertThat(enrollments.judge(ANNS, second(31), Optional.of(ANN))).isInstanceOf(Disagrees.class);
  }

  @Test
  void shouldCountTheFirstAcknowledgementOfCopies() {
    var first = truth.sending(AUDIT);
    truth.sending(AUDIT).acknowledged(second(30));
    first.acknowledged(second(35));

    assertThat(enrollments.judge(BOBS, second(32), Optional.empty())).isInstanceOf(Disagrees.class);
    assertThat(enrollments.history(BOBS)).containsExactly(AUDIT);
  }

  @Test
  void shouldAllowAnythingOfWhatWasNeverAcknowledged() {
    truth.sending(AUDIT);

    assertThat(enrollments.judge(BOBS, second(99), Optional.of(AUDIT))).isEqualTo(new Agrees());
    assertThat(enrollments.judge(BOBS, second(99), Optional.empty())).isEqualTo(new Agrees());
    assertThat(enrollments.history(BOBS)).isEmpty();
  }

  @Test
  void shouldJudgeARosterByItsRowsAndWhoIsMissing() {
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
  void shouldJudgeALearnersListByItsRowsAndWhatIsMissing() {
    var elsewhere =
        said(new EnrollmentKey(BOB, OTHER_COURSE), ENROLLMENT_CHANGED, 12, "audit", true);
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
    truth.sending(said(ANNS, UNENROLLMENT_COMPLETED, 16, "audit", false)).acknowledged(second(30));

    var counts =
        new CourseCounts(
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
    var one = Optional.of(new CourseCounts(COURSE, Map.of("audit", new ModeCount(1, 1))));
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
  void shouldTellInWhichWayAnAnswerIsWrong() {
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
  void shouldAskForTheWriteThatIsReadBack() {
    truth.sending(AUDIT);
    truth.sending(VERIFIED);

    assertThat(fault(judgeWritten(VERIFIED, Optional.of(AUDIT)))).isEqualTo(Fault.LOST_WRITE);
    assertThat(fault(judgeWritten(AUDIT, Optional.empty()))).isEqualTo(Fault.LOST_WRITE);
    assertThat(judgeWritten(AUDIT, Optional.of(AUDIT))).isEqualTo(new Agrees());
    assertThat(judgeWritten(AUDIT, Optional.of(VERIFIED))).isEqualTo(new Agrees());
  }

  @Test
  void shouldBeSettledWhileNothingOnItsWayWouldChangeTheRow() {
    truth.sending(VERIFIED).acknowledged(second(40));
    truth.sending(AUDIT);
    assertThat(enrollments.isSettled(BOBS, second(41))).isTrue();
    assertThat(enrollments.isSettled(BOBS, second(40))).isFalse();
    assertThat(enrollments.isSettled(ANNS, second(40))).isTrue();

    truth.sending(ANN);
    assertThat(enrollments.isSettled(ANNS, second(40))).isFalse();
  }

  @Test
  void shouldForgetOnlyWhatCannotBeRightWithinItsMemory() {
    var forgetful = Truth.remembering(Duration.ofSeconds(60));
    forgetful.sending(AUDIT).acknowledged(second(30));
    forgetful.sending(VERIFIED).acknowledged(second(40));
    var unenrolled = said(BOBS, ENROLLMENT_CHANGED, 50, "verified", false);

    forgetful.sending(unenrolled).acknowledged(second(100));
    assertThat(forgetful.enrollments().history(BOBS)).containsExactly(unenrolled, VERIFIED, AUDIT);
    forgetful.sending(unenrolled).acknowledged(second(101));
    assertThat(forgetful.enrollments().history(BOBS)).containsExactly(unenrolled, VERIFIED);
    assertThat(forgetful.enrollments().judge(BOBS, second(100), Optional.of(VERIFIED)))
        .isEqualTo(new Agrees());
  }

  @Test
  void shouldNameSamples() {
    assertThat(enrollments.any(RandomGenerator.of("L64X128MixRandom"))).isEmpty();
    truth.sending(AUDIT);
    truth.sending(ANN);
    truth.sending(VERIFIED);

    assertThat(enrollments.lately()).containsExactly(BOBS, ANNS);
    assertThat(enrollments.any(RandomGenerator.of("L64X128MixRandom")).orElseThrow())
        .isIn(BOBS, ANNS);
    assertThat(enrollments.courses()).containsExactly(COURSE);
  }

  private static TrueEnrollment said(
      EnrollmentKey key, EventType type, int second, String mode, boolean active) {
    var stamp = new EventStamp(second(second), type, "id-" + key + second, "openedx/lms/web");
    return new TrueEnrollment(key, mode, active, second(1), stamp);
  }

  private static Instant second(int second) {
    return Instant.parse("2026-09-01T08:00:00Z").plusSeconds(second);
  }

  private Judgement judgeWritten(TrueEnrollment written, Optional<TrueEnrollment> observed) {
    return enrollments.judgeWritten(BOBS, written.stamp(), second(1), observed);
  }

  private static Fault fault(Judgement judgement) {
    return judgement instanceof Disagrees(var fault, _) ? fault : fail("no fault: " + judgement);
  }
}
