package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.rollbook.model.CourseKey;

/// A simulated campus: learners who enroll, upgrade, leave and come back, are graded and regraded,
/// and the LMS's events about it in the order in which they reach the bus.
///
/// ```
/// clock ─▶ LMS: who does what ─▶ events ─▶ doubled, held back ─▶ publications
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
            .filter(emission -> settings.told().contains(Kind.GRADES))
            .map(emission -> new Grading(people, catalogue, emission, chances.grading()));
    lms =
        new Lms(
            people,
            catalogue,
            new Emission(stamping, sameInstant, chances.emission()),
            settings.returning(),
            chances.visits(),
            grading);
    visits = new Visits(lms, settings.told(), enough);
    deliveries =
        new Deliveries(
            visits,
            new SourceTopics(settings.unenrollmentsApart()),
            settings.disorder(),
            chances.deliveries());
  }

  /// A campus that never ends, whose events bear the clock's time when they happen.
  public static Campus running(CampusSettings settings, InstantSource clock) {
    return new Campus(settings, Chances.of(settings.seed()), clock, Long.MAX_VALUE);
  }

  /// Goes on from where an earlier campus of these settings was, as the truth knows it. To be
  /// called before anything is published.
  public Campus resume(Truth truth) {
    restore(truth.enrollments(), lms::restore);
    grading.ifPresent(grades -> restore(truth.grades(), grades::restore));
    return this;
  }

  private static <R> void restore(ViewTruth<?, R, ?> truth, Consumer<R> rows) {
    truth.courses().stream()
        .sorted(Comparator.comparing(CourseKey::value))
        .forEach(course -> truth.rowsOf(course).forEach(rows));
  }

  /// Every publication of a campus's first events, copies among them and nothing held back any
  /// more. What belongs together at the LMS is never cut in two, so it may be a few events more.
  ///
  /// The times begin at the start and go on by the pace; see [CampusSettings#longestSpan].
  public static List<Publication> generate(CampusSettings settings, Instant start, int events) {
    return finite(settings, start, events).rest();
  }

  /// Has everybody at the campus, enrolled or not, attempt something in a course before anything
  /// else happens.
  ///
  /// @throws java.util.NoSuchElementException if there is no such course, or no word of grades
  public void gradeEverybody(CourseKey course) {
    grading.orElseThrow().planAttempts(catalogue.course(course).orElseThrow());
  }

  /// Changes the grading policy of a course, and so regrades everybody who has a grade in it before
  /// anything else happens.
  ///
  /// @throws java.util.NoSuchElementException if there is no such course, or no word of grades
  public void regrade(CourseKey course) {
    grading.orElseThrow().planRegrade(catalogue.course(course).orElseThrow());
  }

  /// Whether more is to come of what [#gradeEverybody] and [#regrade] asked for, but for what is
  /// held back on the way.
  public boolean isGrading() {
    return visits.isWithinVisit() || grading.filter(Grading::hasPlanned).isPresent();
  }

  /// How many enrollments there are at the LMS, of those who left too. Something of each is
  /// published, but for what is held back on the way.
  public int enrollments() {
    return lms.enrollments();
  }

  /// Any enrollment there is, each as likely as any other.
  ///
  /// @throws IllegalArgumentException if there is none
  public EnrollmentKey anyEnrollment(RandomGenerator lot) {
    return lms.any(lot);
  }

  /// The courses, the most wanted first.
  public List<CourseKey> courses() {
    return catalogue.courses().stream().map(Course::key).toList();
  }

  /// What is published next.
  public Publication next() {
    return deliveries.next();
  }

  static Campus finite(CampusSettings settings, Instant start, int events) {
    var chances = Chances.of(settings.seed());
    var clock = CampusTime.from(start, settings.pace(), chances.pace());
    return new Campus(settings, chances, clock, events);
  }

  List<Publication> rest() {
    var rest = new ArrayList<Publication>();
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
