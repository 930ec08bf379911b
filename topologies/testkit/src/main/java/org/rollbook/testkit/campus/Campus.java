package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.grades.LmsGrade;

/// A simulated campus: learners who enroll, upgrade, leave and come back, are graded and regraded,
/// and the LMS's events about them in the order in which they reach the bus.
///
/// ```
/// clock ─▶ LMS: who does what ─▶ events ─▶ repeated, delayed ─▶ deliveries
/// seed  ────────┴──────────────────┴────────────┘
/// ```
///
/// The seed decides everything but the time. So a generated campus is the same byte for byte when
/// it starts at the same time, and a running one does the same things in the same order. One thread
/// at a time.
public final class Campus {

  private final Catalogue catalogue;
  private final Optional<Grading> grading;
  private final Lms lms;
  private final Visits visits;
  private final Deliveries deliveries;

  private Campus(CampusSettings settings, Chances chances, InstantSource clock, long enough) {
    var stamping = new Stamping(new CampusTime(clock, chances.time()));
    double sameInstant = settings.disorder().sameInstant();
    var people = new People(settings.learners());
    catalogue = new Catalogue(settings.courses(), settings.skew());
    grading =
        Optional.of(new GradeEmission(stamping, sameInstant, chances.grading()))
            .filter(emission -> settings.kinds().contains(RowKind.GRADES))
            .map(emission -> new Grading(people, catalogue, emission, chances.grading()));
    lms =
        new Lms(
            people,
            catalogue,
            new Emission(stamping, sameInstant, chances.emission()),
            settings.returning(),
            chances.visits(),
            grading);
    visits = new Visits(lms, settings.kinds(), enough);
    deliveries =
        new Deliveries(
            visits,
            new CampusTopics(settings.unenrollmentsApart()),
            settings.disorder(),
            chances.deliveries());
  }

  /// A campus that never ends. Its events have the clock's time at which they happen.
  public static Campus running(CampusSettings settings, InstantSource clock) {
    return new Campus(settings, Chances.of(settings.seed()), clock, Long.MAX_VALUE);
  }

  /// Continues from the state of an earlier campus with these settings, as the truth has it. Must
  /// be called before anything is published.
  public Campus resume(Truth truth) {
    return resume(
        truth.enrollments().rows().stream().map(TrueEnrollment::lmsRow).toList(),
        truth.grades().rows().stream().flatMap(grade -> grade.lmsRow().stream()).toList());
  }

  /// Continues from the state of an earlier campus with these settings, as the LMS's tables have
  /// it. Must be called before anything is published.
  public Campus resume(Collection<LmsEnrollment> enrollments, Collection<LmsGrade> grades) {
    enrollments.stream()
        .sorted(byKey(LmsEnrollment::course, LmsEnrollment::learner))
        .forEach(lms::restore);
    grading.ifPresent(
        restored ->
            grades.stream()
                .sorted(byKey(LmsGrade::course, LmsGrade::learner))
                .forEach(restored::restore));
    return this;
  }

  private static <T> Comparator<T> byKey(
      Function<T, CourseKey> course, Function<T, LearnerId> learner) {
    return Comparator.comparing(course.andThen(CourseKey::value)).thenComparing(learner);
  }

  /// Also tells somebody of each row that the LMS writes. Must be called before anything is
  /// published.
  public Campus writingTo(LmsWrites writes) {
    lms.writeTo(writes);
    grading.ifPresent(grades -> grades.writeTo(writes));
    return this;
  }

  /// All deliveries of a campus's first events, including duplicates, until nothing is delayed any
  /// more. Events that belong together at the LMS stay together, so there may be a few events more.
  ///
  /// The times begin at the start and advance by the pace; see [CampusSettings#longestSpan].
  public static List<Delivery> generate(CampusSettings settings, Instant start, int events) {
    return finite(settings, start, events).rest();
  }

  /// Makes every learner at the campus, enrolled or not, attempt something in a course before
  /// anything else happens.
  ///
  /// @throws java.util.NoSuchElementException if there is no such course, or grades are not emitted
  public void gradeEverybody(CourseKey course) {
    grading.orElseThrow().planAttempts(catalogue.course(course).orElseThrow());
  }

  /// Changes the grading policy of a course, and so regrades every learner who has a grade in it
  /// before anything else happens.
  ///
  /// @throws java.util.NoSuchElementException if there is no such course, or grades are not emitted
  public void regrade(CourseKey course) {
    grading.orElseThrow().planRegrade(catalogue.course(course).orElseThrow());
  }

  /// Whether some of what [#gradeEverybody] and [#regrade] asked for has not happened yet. Delayed
  /// events are not considered.
  public boolean isGrading() {
    return visits.isWithinVisit() || grading.filter(Grading::hasPlanned).isPresent();
  }

  /// How many enrollments the LMS has, including those of learners who left. At least one event of
  /// each is published or delayed.
  public int enrollments() {
    return lms.enrollments();
  }

  /// A random enrollment; all are equally likely.
  ///
  /// @throws IllegalArgumentException if there is none
  public CampusEnrollmentKey anyEnrollment(RandomGenerator lot) {
    return lms.any(lot);
  }

  /// The courses, the most popular first.
  public List<CourseKey> courses() {
    return catalogue.courses().stream().map(Course::key).toList();
  }

  /// Lets much happen of which the bus never knows.
  ///
  /// @param events as many as would have been delivered
  public void happenUnnoticed(int events) {
    for (int event = 0; event < events; event++) {
      next();
    }
    drain();
  }

  /// What is left of the last visit and what is delayed, delivered without anything else happening.
  List<Delivery> drain() {
    var rest = new ArrayList<Delivery>();
    while (visits.isWithinVisit()) {
      rest.add(next());
    }
    rest.addAll(deliveries.drain());
    return rest;
  }

  /// The next delivery.
  public Delivery next() {
    return deliveries.next();
  }

  static Campus finite(CampusSettings settings, Instant start, int events) {
    var chances = Chances.of(settings.seed());
    var clock = CampusTime.from(start, settings.pace(), chances.pace());
    return new Campus(settings, chances, clock, events);
  }

  List<Delivery> rest() {
    var rest = new ArrayList<Delivery>();
    deliveries.forEachRemaining(rest::add);
    return rest;
  }

  Lms lms() {
    return lms;
  }

  Optional<Grading> grading() {
    return grading;
  }
}
