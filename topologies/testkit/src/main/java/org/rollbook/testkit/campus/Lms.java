package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.rollbook.model.enrollments.LmsEnrollment;

/// The LMS: its table of enrollments, the visits that change it, and the events that these emit;
/// also about grades, if they are emitted.
final class Lms {

  static final int MOST_EVENTS_OF_A_VISIT =
      Math.max(LmsAction.MOST_STEPS, GradeEmission.MOST_EVENTS);

  /// The share of the returning visits that go to recently visited enrollments: only these make
  /// late events matter. The others go to any enrollment.
  private static final double LATELY_VISITED = 0.6;

  /// The share of grade visits that go to recently visited enrollments.
  private static final double LATELY_GRADED = 0.3;

  private static final int LATELY = 64;

  private final People people;
  private final Catalogue catalogue;
  private final Emission emission;
  private final double returning;
  private final RandomGenerator chance;
  private final Optional<Grading> grading;

  private final Map<CampusEnrollmentKey, Row> table = new HashMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private final List<Seat> lately = new ArrayList<>(LATELY);
  private LmsWrites writes = LmsWrites.IGNORED;

  /// @param returning the share of visits that go to earlier visited enrollments
  Lms(
      People people,
      Catalogue catalogue,
      Emission emission,
      double returning,
      RandomGenerator chance,
      Optional<Grading> grading) {
    this.people = people;
    this.catalogue = catalogue;
    this.emission = emission;
    this.returning = returning;
    this.chance = chance;
    this.grading = grading;
  }

  /// Sends each row that is written from now on to somebody.
  void writeTo(LmsWrites receiver) {
    writes = receiver;
  }

  /// Makes one visit and returns the events that the LMS emits, at least one.
  List<CampusEvent> visit() {
    return grading.flatMap(grades -> grades.visit(this::enrolled)).orElseGet(this::enroll);
  }

  private List<CampusEvent> enroll() {
    Seat seat = seat();
    var before = Optional.ofNullable(table.get(seat.key()));
    LmsAction doing = doing(before, seat.course());
    var enrollments = emission.events(seat, doing, before.map(Row::created));
    var payload = enrollments.getLast().payload();
    table.put(seat.key(), Row.of(payload.lmsRow()));
    writes.write(payload.lmsRow());
    remember(seat, before.isEmpty());
    var events = new ArrayList<CampusEvent>(enrollments);
    if (payload.active() && before.filter(Row::active).isEmpty()) {
      grading.ifPresent(grades -> events.add(grades.enrolled(seat, payload)));
    }
    return events;
  }

  /// A learner who is enrolled now, if one is found soon.
  private Optional<Seat> enrolled(RandomGenerator lot) {
    for (int tries = 0; tries < LATELY && !taken.isEmpty(); tries++) {
      Seat seat =
          lot.nextDouble() < LATELY_GRADED
              ? lately.get(lot.nextInt(lately.size()))
              : taken.get(lot.nextInt(taken.size())).seat(people);
      if (Optional.ofNullable(table.get(seat.key())).filter(Row::active).isPresent()) {
        return Optional.of(seat);
      }
    }
    return Optional.empty();
  }

  /// Restores an enrollment from before a restart, if it is of this campus.
  void restore(LmsEnrollment row) {
    var key = new CampusEnrollmentKey(row.learner(), row.course());
    var learner = people.numberOf(key.learner());
    var course = catalogue.course(key.course());
    if (learner.isPresent() && course.isPresent()) {
      table.put(key, Row.of(row));
      remember(new Seat(people.learner(learner.getAsInt()), course.get()), true);
    }
  }

  /// How many enrollments there are, including those of learners who left.
  int enrollments() {
    return taken.size();
  }

  /// A random enrollment; all are equally likely.
  CampusEnrollmentKey any(RandomGenerator lot) {
    Taken any = taken.get(lot.nextInt(taken.size()));
    return new CampusEnrollmentKey(people.idOf(any.learner()), any.course().key());
  }

  /// The LMS's own table of enrollments; the [Truth] knows them from events only.
  Map<CampusEnrollmentKey, Row> table() {
    return Map.copyOf(table);
  }

  private LmsAction doing(Optional<Row> before, Course course) {
    if (before.isEmpty()) {
      return LmsAction.first(course, chance);
    }
    Row row = before.get();
    return row.active()
        ? LmsAction.whileActive(row.mode(), chance)
        : LmsAction.whileInactive(row.mode(), course, chance);
  }

  private Seat seat() {
    double lot = chance.nextDouble();
    if (!taken.isEmpty() && lot < LATELY_VISITED * returning) {
      return lately.get(chance.nextInt(lately.size()));
    }
    if (!taken.isEmpty() && lot < returning) {
      return taken.get(chance.nextInt(taken.size())).seat(people);
    }
    return new Seat(people.learner(chance.nextInt(people.size())), catalogue.wanted(chance));
  }

  private void remember(Seat seat, boolean first) {
    if (first) {
      int learner = people.numberOf(seat.learner().id()).orElseThrow();
      taken.add(new Taken(learner, seat.course()));
    }
    if (lately.size() < LATELY) {
      lately.add(seat);
    } else {
      lately.set(chance.nextInt(LATELY), seat);
    }
  }

  /// A row of the LMS's table.
  record Row(String mode, boolean active, Instant created) {

    static Row of(LmsEnrollment row) {
      return new Row(row.mode(), row.active(), row.created().orElse(Instant.EPOCH));
    }
  }

  /// A seat without the person's names, which are generated again when needed.
  private record Taken(int learner, Course course) {

    Seat seat(People people) {
      return new Seat(people.learner(learner), course);
    }
  }
}
