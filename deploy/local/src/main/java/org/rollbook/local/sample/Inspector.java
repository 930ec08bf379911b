package org.rollbook.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.rollbook.testkit.campus.Acknowledgement;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.CampusProgress;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.GradeDistribution;
import org.rollbook.testkit.campus.Samples;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.Outcome;
import org.rollbook.testkit.sample.Question;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.sample.Sampler;
import org.rollbook.testkit.sample.ViewApi;

/// Samples the topologies' answers, about twenty a second of each, and reports every ten seconds.
/// Any thread.
public final class Inspector implements AutoCloseable {

  private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(45);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

  private final Tally tally = new Tally();
  private final LargestCourses largest = new LargestCourses();
  private final ScheduledExecutorService schedule =
      new ScheduledThreadPoolExecutor(
          3, Thread.ofPlatform().name("inspector-", 0).daemon().factory());
  private final ViewApi<TrueEnrollment, CourseCounts> enrollments;
  private final ViewApi<TrueGrade, GradeDistribution> grades;
  private final VisibilityProbe probe;
  private final Truth truth;
  private final RandomGenerator chance = RandomGenerator.getDefault();
  private final InstantSource clock;
  private volatile boolean asking;

  public Inspector(
      ViewApi<TrueEnrollment, CourseCounts> enrollments,
      ViewApi<TrueGrade, GradeDistribution> grades,
      Truth truth,
      InstantSource clock) {
    this.enrollments = enrollments;
    this.grades = grades;
    this.probe = new VisibilityProbe(enrollments, tally, schedule, clock);
    this.truth = truth;
    this.clock = clock;
  }

  /// Who hears what came of it; called by the inspector's threads.
  public interface Listener {

    /// Every ten seconds.
    void reported(Figures figures);

    /// At once: an answer is wrong.
    void disagreed(String why);

    /// At once: an answer is none that a client could use, or there is none.
    void failed(String why);
  }

  /// Begins to report.
  ///
  /// @param progress of the campus, now
  public void report(Supplier<CampusProgress> progress, Listener listener) {
    repeat(new Reports(progress, listener)::next, BETWEEN_REPORTS);
  }

  /// Begins to ask about enrollments.
  public void sample(Listener listener) {
    asking = true;
    sample(
        new Sampler<>(enrollments, truth.enrollments(), largest::note),
        truth.enrollments(),
        listener);
  }

  /// Begins to ask about grades.
  public void sampleGrades(Listener listener) {
    sample(new Sampler<>(grades, truth.grades(), distribution -> {}), truth.grades(), listener);
  }

  private void sample(Sampler<?, ?> view, Samples known, Listener listener) {
    repeat(() -> note(view.ask(Question.drawn(known, chance)), listener), BETWEEN_SAMPLES);
  }

  /// Hears of an event that the bus holds.
  public void published(CampusEvent event, Acknowledgement acknowledgement) {
    if (asking && event.said() instanceof TrueEnrollment enrollment) {
      probe.follow(enrollment, acknowledgement.sentAt());
    }
  }

  /// Waits for an enrollment that the view has; there may be none, if none is told of.
  public Optional<EnrollmentKey> firstEnrollment(Duration patience) {
    return first(truth.enrollments(), enrollments, patience);
  }

  /// Waits for a grade that the view has.
  public Optional<EnrollmentKey> firstGrade(Duration patience) {
    return first(truth.grades(), grades, patience);
  }

  private Optional<EnrollmentKey> first(Samples known, ViewApi<?, ?> view, Duration patience) {
    Instant deadline = clock.instant().plus(patience);
    while (!schedule.isShutdown() && clock.instant().isBefore(deadline)) {
      Optional<EnrollmentKey> visible =
          known.lately().stream().limit(1).filter(key -> isVisible(key, view)).findFirst();
      if (visible.isPresent()) {
        return visible;
      }
      LockSupport.parkNanos(BETWEEN_SAMPLES.toNanos());
    }
    return Optional.empty();
  }

  private static boolean isVisible(EnrollmentKey key, ViewApi<?, ?> view) {
    return view.row(key) instanceof Answered(Optional<?> row, _) && row.isPresent();
  }

  /// The largest courses seen and how large the view said they are.
  public List<CourseCounts> largestCourses() {
    return largest.top();
  }

  @Override
  public void close() {
    schedule.shutdownNow();
  }

  private void note(Outcome outcome, Listener listener) {
    if (schedule.isShutdown()) {
      return; // It was interrupted, which says nothing about the view.
    }
    tally.add(outcome, clock.instant());
    switch (outcome) {
      case Outcome.Disagreed(_, _, var why) -> listener.disagreed(why);
      case Outcome.Failed(var why) -> listener.failed(why);
      case Outcome.Agreed _, Outcome.Undecided _, Outcome.Refused _ -> {}
    }
  }

  private void repeat(Runnable task, Duration pause) {
    var _ =
        schedule.scheduleWithFixedDelay(
            task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// One report after the other, each from where the last one ended.
  private final class Reports {

    private final Supplier<CampusProgress> progress;
    private final Listener listener;
    private CampusProgress last;

    private Reports(Supplier<CampusProgress> progress, Listener listener) {
      this.progress = progress;
      this.listener = listener;
      last = progress.get();
    }

    private void next() {
      CampusProgress now = progress.get();
      listener.reported(tally.take(now.perSecondSince(last)));
      last = now;
    }
  }
}
