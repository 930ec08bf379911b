package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.TruthJudgement.Agrees;
import org.rollbook.testkit.campus.TruthJudgement.Disagrees;

/// Compares the truth about grades with brute force: a view runs in every possible way, and the
/// truth must agree with exactly the rows that it then shows.
class GradesTruthPropertiesTest {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final CampusEnrollmentKey KEY = new CampusEnrollmentKey(new LearnerId(1), COURSE);
  private static final Instant ZERO = Instant.parse("2026-09-01T08:00:00Z");
  private static final int INSTANTS = 4;

  /// By precedence, weakest first.
  private static final List<LmsEventType> TYPES =
      List.of(
          LmsEventType.COURSE_PASSING_STATUS_UPDATED,
          LmsEventType.TRACKING_EVENT_EMITTED,
          LmsEventType.PERSISTENT_GRADE_SUMMARY_CHANGED);

  /// An event and the time of its acknowledgement; a time after the last instant means never.
  record Sent(GradeUpdate payload, int acknowledged) {}

  @Property(tries = 500)
  void shouldAgreeWithExactlyTheRowsThatAViewCanShow(@ForAll("events") List<Sent> events) {
    var truth = truthOf(events).grades();
    var everyRow = viewsAt(0, events);
    for (int asOf = 0; asOf < INSTANTS; asOf++) {
      var possible = viewsAt(asOf, events);
      for (var row : everyRow) {
        assertThat(truth.judge(KEY, instant(asOf), row) instanceof Agrees)
            .as("as of %s: %s", asOf, row)
            .isEqualTo(possible.contains(row));
      }
    }
  }

  @Property(tries = 500)
  void shouldAgreeWithEveryViewsListsAndNeverDenyItsDistribution(
      @ForAll("events") List<Sent> events) {
    var truth = truthOf(events).grades();
    for (int asOf = 0; asOf < INSTANTS; asOf++) {
      for (var view : viewsAt(asOf, events)) {
        var rows = view.stream().toList();
        assertThat(truth.judgeRowsOf(COURSE, instant(asOf), rows)).isEqualTo(new Agrees());
        assertThat(truth.judgeRowsOf(KEY.learner(), instant(asOf), rows)).isEqualTo(new Agrees());
        var figures = TrueGradeDistribution.ofAny(COURSE, rows);
        assertThat(truth.judgeFigures(COURSE, instant(asOf), figures))
            .isNotInstanceOf(Disagrees.class);
      }
    }
  }

  @Property(tries = 500)
  void shouldGiveTheSameRowWhateverTheOrderAndMultiplicity(@ForAll("events") List<Sent> events) {
    var backwards = new ArrayList<>(events.reversed());
    backwards.addAll(events);
    var one = truthOf(events).grades();
    var other = truthOf(backwards).grades();
    assertThat(other.row(KEY)).isEqualTo(one.row(KEY)).isIn(viewsAt(INSTANTS, events));
    assertThat(other.history(KEY)).isEqualTo(one.history(KEY));
    assertThat(other.figures(COURSE)).isEqualTo(one.figures(COURSE));
  }

  @Provide
  Arbitrary<List<Sent>> events() {
    var one =
        Combinators.combine(
                Arbitraries.integers().between(0, 2),
                Arbitraries.of(TYPES),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, INSTANTS))
            .as(Draft::new);
    return one.list()
        .ofMaxSize(6)
        .map(
            drafts ->
                IntStream.range(0, drafts.size()).mapToObj(n -> drafts.get(n).sent(n)).toList());
  }

  /// The drawn part of an event. Ids are in the opposite order of the acknowledgement times.
  private record Draft(int time, LmsEventType type, boolean passing, int acknowledged) {

    Sent sent(int number) {
      var stamp =
          new EventStamp(instant(time), type.type(), "id-" + (9 - number), "openedx/lms/web");
      var score = new Score(number / 10.0, passing ? "Pass" : "", "hash", "version");
      var payload =
          switch (TYPES.indexOf(type)) {
            case 0 -> GradeUpdate.ofStatus(KEY, passing, stamp);
            case 1 -> GradeUpdate.ofTracking(KEY, score, stamp);
            default -> GradeUpdate.ofSummary(KEY, score, ZERO.minusSeconds(number), stamp);
          };
      return new Sent(payload, acknowledged);
    }
  }

  private static Truth truthOf(List<Sent> events) {
    var truth = Truth.keepingAll();
    for (var sent : events) {
      var sending = truth.sending(sent.payload());
      if (sent.acknowledged() < INSTANTS) {
        sending.acknowledged(instant(sent.acknowledged()));
      }
    }
    return truth;
  }

  /// Every row that a view may show at an as-of: it has received all events that were acknowledged
  /// before, and any subset of the others.
  private static Set<Optional<TrueGrade>> viewsAt(int asOf, List<Sent> events) {
    var views = new HashSet<Optional<TrueGrade>>();
    for (int subset = 0; subset < 1 << events.size(); subset++) {
      var event = new ArrayList<GradeUpdate>();
      for (int n = 0; n < events.size(); n++) {
        if (events.get(n).acknowledged() < asOf || (subset & (1 << n)) != 0) {
          event.add(events.get(n).payload());
        }
      }
      views.add(view(event));
    }
    return views;
  }

  /// Applies the events in the order of their ranks, so that the last one that claims a facet has
  /// it.
  private static Optional<TrueGrade> view(List<GradeUpdate> event) {
    @Nullable TrueGrade row = null;
    for (var payload : event.stream().sorted((a, b) -> rank(a).compareTo(rank(b))).toList()) {
      var stamp = Optional.of(payload.stamp());
      boolean scored = LmsEventType.of(payload.stamp()) != TYPES.getFirst();
      boolean summed = LmsEventType.of(payload.stamp()) == TYPES.getLast();
      var stamps =
          new TrueGrade.Stamps(
              scored ? stamp : row == null ? Optional.empty() : row.stamps().score(),
              summed ? stamp : row == null ? Optional.empty() : row.stamps().passedAt(),
              payload.stamp());
      row =
          new TrueGrade(
              KEY,
              scored ? payload.score() : row == null ? Optional.empty() : row.score(),
              summed ? payload.passedAt() : row == null ? Optional.empty() : row.passedAt(),
              payload.passing(),
              payload.stamp(),
              stamps);
    }
    return Optional.ofNullable(row);
  }

  /// A text that sorts in the same order as events.
  private static String rank(GradeUpdate payload) {
    EventStamp stamp = payload.stamp();
    return stamp.eventTime() + " " + TYPES.indexOf(LmsEventType.of(stamp)) + " " + stamp.eventId();
  }

  private static Instant instant(int number) {
    return ZERO.plusSeconds(number);
  }
}
