package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.testkit.campus.LmsEventType.ENROLLMENT_CHANGED;
import static org.rollbook.testkit.campus.LmsEventType.ENROLLMENT_CREATED;
import static org.rollbook.testkit.campus.LmsEventType.UNENROLLMENT_COMPLETED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.TrueCourseCounts.ModeCount;
import org.rollbook.testkit.campus.TruthJudgement.Agrees;
import org.rollbook.testkit.campus.TruthJudgement.Disagrees;

/// Compares the truth with brute force: a view runs event by event in every possible way, and the
/// truth must agree with exactly what it then shows.
class TruthPropertiesTest {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final Instant ZERO = Instant.parse("2026-09-01T08:00:00Z");
  private static final int INSTANTS = 5;

  /// An event and the time of its acknowledgement; a time after the last instant means never.
  record Sent(TrueEnrollment payload, int acknowledged) {}

  @Property(tries = 500)
  void shouldAgreeWithExactlyTheRowsThatAViewCanShow(@ForAll("events") List<Sent> events) {
    var truth = truthOf(events).enrollments();
    for (int asOf = 0; asOf < INSTANTS; asOf++) {
      var possible = viewsAt(asOf, events).stream().distinct().toList();
      for (var key : keys(events)) {
        for (var row : rowsAndAbsence(key, events)) {
          boolean right = possible.stream().anyMatch(view -> row.equals(rowOf(key, view)));
          assertThat(truth.judge(key, instant(asOf), row) instanceof Agrees)
              .as("%s as of %s: %s", key, asOf, row)
              .isEqualTo(right);
        }
      }
    }
  }

  @Property(tries = 500)
  void shouldAgreeWithEveryViewsListsAndNeverDenyItsCounts(@ForAll("events") List<Sent> events) {
    var truth = truthOf(events).enrollments();
    for (int asOf = 0; asOf < INSTANTS; asOf++) {
      Instant at = instant(asOf);
      for (var view : viewsAt(asOf, events)) {
        var roster = List.copyOf(view.values());
        assertThat(truth.judgeRowsOf(COURSE, at, roster)).isEqualTo(new Agrees());
        assertThat(truth.judgeFigures(COURSE, at, countsOf(roster)))
            .isNotInstanceOf(Disagrees.class);
      }
    }
  }

  @Property(tries = 500)
  void shouldKnowTheFinalRows(@ForAll("events") List<Sent> events) {
    var truth = truthOf(events).enrollments();
    var event = events.stream().filter(sent -> sent.acknowledged() < INSTANTS).toList();
    var end = view(event);
    assertThat(truth.rowsOf(COURSE)).containsExactlyInAnyOrderElementsOf(end.values());
    assertThat(truth.figures(COURSE)).isEqualTo(countsOf(List.copyOf(end.values())));
    for (var key : keys(event)) {
      assertThat(truth.history(key)).first().isEqualTo(end.get(key));
      assertThat(truth.history(key))
          .containsExactlyInAnyOrderElementsOf(
              event.stream()
                  .map(Sent::payload)
                  .filter(payload -> payload.key().equals(key))
                  .toList());
    }
  }

  @Provide
  Arbitrary<List<Sent>> events() {
    var one =
        Combinators.combine(
                Arbitraries.longs().between(1, 2),
                Arbitraries.integers().between(0, 2),
                Arbitraries.of(ENROLLMENT_CREATED, ENROLLMENT_CHANGED, UNENROLLMENT_COMPLETED),
                Arbitraries.of("audit", "verified"),
                Arbitraries.integers().between(0, INSTANTS))
            .as(Draft::new);
    return one.list()
        .ofMaxSize(6)
        .map(
            drafts ->
                IntStream.range(0, drafts.size()).mapToObj(n -> drafts.get(n).sent(n)).toList());
  }

  /// The drawn part of an event. Ids are in the opposite order of the acknowledgement times.
  private record Draft(long learner, int time, LmsEventType type, String mode, int acknowledged) {

    Sent sent(int number) {
      var stamp =
          new EventStamp(instant(time), type.type(), "id-" + (9 - number), "openedx/lms/web");
      var key = new CampusEnrollmentKey(new LearnerId(learner), COURSE);
      boolean active = type != LmsEventType.UNENROLLMENT_COMPLETED;
      return new Sent(new TrueEnrollment(key, mode, active, ZERO, stamp), acknowledged);
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

  /// Every state that a view may have at an as-of: it has received all events that were
  /// acknowledged before, and any subset of the others.
  private static List<Map<CampusEnrollmentKey, TrueEnrollment>> viewsAt(
      int asOf, List<Sent> events) {
    var views = new ArrayList<Map<CampusEnrollmentKey, TrueEnrollment>>();
    for (int subset = 0; subset < 1 << events.size(); subset++) {
      var event = new ArrayList<Sent>();
      for (int n = 0; n < events.size(); n++) {
        if (events.get(n).acknowledged() < asOf || (subset & (1 << n)) != 0) {
          event.add(events.get(n));
        }
      }
      views.add(view(event));
    }
    return views;
  }

  private static Map<CampusEnrollmentKey, TrueEnrollment> view(List<Sent> event) {
    var view = new HashMap<CampusEnrollmentKey, TrueEnrollment>();
    for (var sent : event) {
      boolean greatest =
          event.stream()
              .filter(other -> other.payload().key().equals(sent.payload().key()))
              .noneMatch(other -> rank(other).compareTo(rank(sent)) > 0);
      if (greatest) {
        view.put(sent.payload().key(), sent.payload());
      }
    }
    return view;
  }

  /// A text that sorts in the same order as events.
  private static String rank(Sent sent) {
    EventStamp stamp = sent.payload().stamp();
    char precedence =
        switch (LmsEventType.of(stamp)) {
          case ENROLLMENT_CREATED -> '1';
          case ENROLLMENT_CHANGED -> '2';
          case UNENROLLMENT_COMPLETED -> '3';
          case COURSE_PASSING_STATUS_UPDATED -> '4';
          case CCX_PASSING_STATUS_UPDATED -> '5';
          case TRACKING_EVENT_EMITTED -> '6';
          case PERSISTENT_GRADE_SUMMARY_CHANGED -> '7';
        };
    return stamp.eventTime() + " " + precedence + " " + stamp.eventId();
  }

  private static Optional<TrueCourseCounts> countsOf(List<TrueEnrollment> roster) {
    var modes = new HashMap<String, ModeCount>();
    for (String mode : List.of("audit", "verified")) {
      long total = roster.stream().filter(row -> row.mode().equals(mode)).count();
      long active = roster.stream().filter(row -> row.mode().equals(mode) && row.active()).count();
      modes.put(mode, new ModeCount(active, total));
    }
    return roster.isEmpty() ? Optional.empty() : Optional.of(new TrueCourseCounts(COURSE, modes));
  }

  private static Optional<TrueEnrollment> rowOf(
      CampusEnrollmentKey key, Map<CampusEnrollmentKey, TrueEnrollment> view) {
    return Optional.ofNullable(view.get(key));
  }

  private static List<CampusEnrollmentKey> keys(List<Sent> events) {
    return events.stream().map(sent -> sent.payload().key()).distinct().toList();
  }

  private static List<Optional<TrueEnrollment>> rowsAndAbsence(
      CampusEnrollmentKey key, List<Sent> events) {
    var rows = new ArrayList<Optional<TrueEnrollment>>();
    rows.add(Optional.empty());
    events.stream()
        .map(Sent::payload)
        .filter(payload -> payload.key().equals(key))
        .forEach(payload -> rows.add(Optional.of(payload)));
    return rows;
  }

  private static Instant instant(int number) {
    return ZERO.plusSeconds(number);
  }
}
