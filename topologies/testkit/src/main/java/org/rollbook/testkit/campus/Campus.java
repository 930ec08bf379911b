package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rollbook.model.CourseKey;

/// A simulated campus: learners who enroll, upgrade, leave and come back, and the LMS's events
/// about it in the order in which they reach the bus.
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

  private final Lms lms;
  private final Deliveries deliveries;

  private Campus(CampusSettings settings, Chances chances, InstantSource clock, long enough) {
    var time = new CampusTime(clock, chances.time());
    var emission = new Emission(time, settings.disorder().sameInstant(), chances.emission());
    lms =
        new Lms(
            new People(settings.learners()),
            new Catalogue(settings.courses(), settings.skew()),
            emission,
            chances.visits());
    deliveries =
        new Deliveries(
            new Visits(lms, enough),
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
    truth.courses().stream()
        .sorted(Comparator.comparing(CourseKey::value))
        .forEach(course -> truth.roster(course).forEach(lms::restore));
    return this;
  }

  /// Every publication of a campus's first events, copies among them and nothing held back any
  /// more. What belongs together at the LMS is never cut in two, so it may be one or two events
  /// more.
  ///
  /// The times begin at the start and go on by the pace; see [CampusSettings#longestSpan].
  public static List<Publication> generate(CampusSettings settings, Instant start, int events) {
    return finite(settings, start, events).rest();
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
}
