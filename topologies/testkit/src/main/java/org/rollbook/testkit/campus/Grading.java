package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.grades.LmsGrade;

/// The LMS's grades: its table of them, the courses' policies, the visits that change them, and the
/// events that these emit.
///
/// Planned visits come before everything else, one learner per visit: a regrade of a course takes
/// as many visits as the course has grades.
final class Grading {

  /// The share of visits that are about grades.
  private static final double VISITS = 0.6;

  /// How many visits there are to one unplanned change of a policy. The next constant limits the
  /// size of its course: regrading must not be all that happens for hours.
  private static final int VISITS_A_REGRADE = 500;

  private static final int LARGEST_REGRADE = 300;

  /// How many revisions are searched for the policy of a grade from before a restart.
  private static final int MOST_REVISIONS = 1_000;

  private final People people;
  private final Catalogue catalogue;
  private final GradeEmission emission;
  private final RandomGenerator chance;

  private final Map<CourseKey, GradingPolicy> policies = new HashMap<>();
  private final Map<CourseKey, Map<LearnerId, Row>> table = new HashMap<>();
  private final Queue<Planned> planned = new ArrayDeque<>();
  private LmsWrites writes = LmsWrites.IGNORED;

  Grading(People people, Catalogue catalogue, GradeEmission emission, RandomGenerator chance) {
    this.people = people;
    this.catalogue = catalogue;
    this.emission = emission;
    this.chance = chance;
  }

  /// The events of this visit, if it is about grades.
  ///
  /// @param enrolled draws an enrolled learner, if there is one
  Optional<List<CampusEvent>> visit(Function<RandomGenerator, Optional<Seat>> enrolled) {
    if (!planned.isEmpty()) {
      return Optional.of(visit(planned.remove()));
    }
    return chance.nextDouble() < VISITS
        ? enrolled.apply(chance).map(this::visit)
        : Optional.empty();
  }

  /// The event that is emitted in addition to the enrollment events when a learner is enrolled.
  CampusEvent enrolled(Seat seat, TrueEnrollment payload) {
    return emission.enrolled(seat, payload);
  }

  boolean hasPlanned() {
    return !planned.isEmpty();
  }

  /// Plans a visit of every learner at the campus that attempts something in a course.
  void planAttempts(Course course) {
    for (int learner = 0; learner < people.size(); learner++) {
      planned.add(new Planned(people.idOf(learner), course, false));
    }
  }

  /// Changes a course's policy, and so plans a regrade of every learner who has a grade.
  void planRegrade(Course course) {
    policies.put(course.key(), policy(course).next());
    grades(course.key())
        .keySet()
        .forEach(learner -> planned.add(new Planned(learner, course, true)));
  }

  /// Restores a grade from before a restart, if it is of this campus.
  void restore(LmsGrade grade) {
    catalogue
        .course(grade.course())
        .filter(course -> people.numberOf(grade.learner()).isPresent())
        .ifPresent(
            course -> {
              Score score = Score.of(grade);
              put(
                  new CampusEnrollmentKey(grade.learner(), grade.course()),
                  score,
                  grade.passedAt());
              restorePolicy(course, score.policyHash());
            });
  }

  /// Sends each row that is written from now on to somebody.
  void writeTo(LmsWrites receiver) {
    writes = receiver;
  }

  /// The LMS's own table of grades; the [Truth] knows them from events only.
  Map<CampusEnrollmentKey, Row> table() {
    var rows = new HashMap<CampusEnrollmentKey, Row>();
    table.forEach(
        (course, grades) ->
            grades.forEach(
                (learner, row) -> rows.put(new CampusEnrollmentKey(learner, course), row)));
    return rows;
  }

  private List<CampusEvent> visit(Planned next) {
    var seat =
        new Seat(people.learner(people.numberOf(next.learner()).orElseThrow()), next.course());
    return next.regrade() ? regrade(seat) : attempt(seat);
  }

  private List<CampusEvent> visit(Seat seat) {
    int graded = grades(seat.course().key()).size();
    if (chance.nextInt(VISITS_A_REGRADE) == 0 && graded > 0 && graded <= LARGEST_REGRADE) {
      planRegrade(seat.course());
      return visit(planned.remove());
    }
    boolean never = before(seat).isEmpty();
    if (never && chance.nextInt(3) == 0) {
      return List.of(emission.computed(seat, policy(seat.course()).score(0).isPassing()));
    }
    return !never && chance.nextInt(8) == 0 ? regrade(seat) : attempt(seat);
  }

  /// Answers a problem, which mostly improves the grade.
  private List<CampusEvent> attempt(Seat seat) {
    int hundredths = before(seat).map(Row::hundredths).orElse(0) + chance.nextInt(30);
    var score = policy(seat.course()).score(Math.min(hundredths, 100));
    var events = new ArrayList<>(emission.attempt(seat, score));
    events.addAll(stored(seat, score));
    return events;
  }

  /// Grades again: possibly by another policy, sometimes with other points.
  private List<CampusEvent> regrade(Seat seat) {
    int before = before(seat).map(Row::hundredths).orElse(0);
    int after = chance.nextInt(3) == 0 ? before - 15 + chance.nextInt(20) : before;
    return stored(seat, policy(seat.course()).score(Math.clamp(after, 0, 100)));
  }

  private List<CampusEvent> stored(Seat seat, Score score) {
    Instant now = emission.next();
    Instant written = emission.shortlyBefore(now);
    var passedAt =
        before(seat)
            .flatMap(Row::passedAt)
            .or(() -> Optional.of(written).filter(passed -> score.isPassing()));
    put(seat.key(), score, passedAt);
    writes.write(score.lmsRow(seat.key(), passedAt));
    return emission.stored(seat, score, policy(seat.course()).courseEditedAt(), passedAt, now);
  }

  private void put(CampusEnrollmentKey key, Score score, Optional<Instant> passedAt) {
    grades(key.course()).put(key.learner(), new Row(score, passedAt));
  }

  private void restorePolicy(Course course, String hash) {
    var first = new GradingPolicy(course.key(), catalogue.isLettered(course), 0);
    for (var policy = first; policy.revision() < MOST_REVISIONS; policy = policy.next()) {
      if (policy.hash().equals(hash)) {
        policies.merge(course.key(), policy, Grading::laterOf);
        return;
      }
    }
  }

  private static GradingPolicy laterOf(GradingPolicy one, GradingPolicy other) {
    return one.revision() < other.revision() ? other : one;
  }

  private GradingPolicy policy(Course course) {
    return policies.computeIfAbsent(
        course.key(), key -> new GradingPolicy(key, catalogue.isLettered(course), 0));
  }

  private Optional<Row> before(Seat seat) {
    return Optional.ofNullable(grades(seat.course().key()).get(seat.key().learner()));
  }

  /// In the order in which they were added: the order of a regrade must depend on the seed only.
  private Map<LearnerId, Row> grades(CourseKey course) {
    return table.computeIfAbsent(course, key -> new LinkedHashMap<>());
  }

  /// A row of the LMS's table.
  record Row(Score score, Optional<Instant> passedAt) {

    int hundredths() {
      return (int) Math.round(score.percent() * 100);
    }
  }

  private record Planned(LearnerId learner, Course course, boolean regrade) {}
}
