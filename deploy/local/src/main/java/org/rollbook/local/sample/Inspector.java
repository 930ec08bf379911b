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
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.CampusProgress;
import org.rollbook.testkit.campus.Samples;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.TrueGradeDistribution;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.SampleOutcome;
import org.rollbook.testkit.sample.SampleQuestion;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.Sampler;
import org.rollbook.testkit.sample.ViewApi;

/// Samples the topologies' answers, about twenty a second of each, and reports every ten seconds.
/// Any thread.
public final class Inspector implements AutoCloseable {

  private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(45);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

  private final SampleTally tally = new SampleTally();
  private final LargestCourses largest = new LargestCourses();
  private final ScheduledExecutorService schedule =
      new ScheduledThreadPoolExecutor(
          3, Thread.ofPlatform().name("inspector-", 0).daemon().factory());
  private final ViewApi<TrueEnrollment, TrueCourseCounts> enrollments;
  private final ViewApi<TrueGrade, TrueGradeDistribution> grades;
  private final VisibilityProbe probe;
  private final Truth truth;
  private final RandomGenerator chance = RandomGenerator.getDefault();
  private final InstantSource clock;
  private volatile boolean asking;

  public Inspector(
      ViewApi<TrueEnrollment, TrueCourseCounts> enrollments,
      ViewApi<TrueGrade, TrueGradeDistribution> grades,
      Truth truth,
      InstantSource clock) {
    this.enrollments = enrollments;
    this.grades = grades;
    this.probe = new VisibilityProbe(enrollments, tally, schedule, clock);
    this.truth = truth;
    this.clock = clock;
  }

  /// Receives the results; called by the inspector's threads.
  public interface Listener {

    /// Called every ten seconds.
    void reported(Figures figures);

    /// Called at once for a wrong answer.
    void disagreed(String why);

    /// Called at once when there is no answer, or none that a client could use.
    void failed(String why);
  }

  /// Starts to report.
  ///
  /// @param progress of the campus, now
  public void report(Supplier<CampusProgress> progress, Listener listener) {
    repeat(new Reports(progress, listener)::next, BETWEEN_REPORTS);
  }

  /// Starts to ask about enrollments.
  public void sample(Listener listener) {
    asking = true;
    sample(
        new Sampler<>(enrollments, truth.enrollments(), largest::note),
        truth.enrollments(),
        listener);
  }

  /// Starts to ask about grades.
  public void sampleGrades(Listener listener) {
    sample(new Sampler<>(grades, truth.grades(), distribution -> {}), truth.grades(), listener);
  }

  private void sample(Sampler<?, ?> view, Samples known, Listener listener) {
    repeat(() -> note(view.ask(SampleQuestion.drawn(known, chance)), listener), BETWEEN_SAMPLES);
  }

  /// Receives an event that the bus has.
  public void published(CampusEvent event, Acknowledgement acknowledgement) {
    if (asking && event.payload() instanceof TrueEnrollment enrollment) {
      probe.follow(enrollment, acknowledgement.sentAt());
    }
  }

  /// Waits for an enrollment that the view has; there may be none, if the campus does not emit any.
  public Optional<CampusEnrollmentKey> firstEnrollment(Duration timeout) {
    return first(truth.enrollments(), enrollments, timeout);
  }

  /// Waits for a grade that the view has.
  public Optional<CampusEnrollmentKey> firstGrade(Duration timeout) {
    return first(truth.grades(), grades, timeout);
  }

  private Optional<CampusEnrollmentKey> first(Samples known, ViewApi<?, ?> view, Duration timeout) {
    Instant deadline = clock.instant().plus(timeout);
    while (!schedule.isShutdown() && clock.instant().isBefore(deadline)) {
      Optional<CampusEnrollmentKey> visible =
          known.lately().stream().limit(1).filter(key -> isVisible(key, view)).findFirst();
      if (visible.isPresent()) {
        return visible;
      }
      LockSupport.parkNanos(BETWEEN_SAMPLES.toNanos());
    }
    return Optional.empty();
  }

  private static boolean isVisible(CampusEnrollmentKey key, ViewApi<?, ?> view) {
    return view.row(key) instanceof Answered(Optional<?> row, _) && row.isPresent();
  }

  /// The largest courses seen, with the sizes that the view returned.
  public List<TrueCourseCounts> largestCourses() {
    return largest.top();
  }

  @Override
  public void close() {
    schedule.shutdownNow();
  }

  private void note(SampleOutcome outcome, Listener listener) {
    if (schedule.isShutdown()) {
      return; // It was interrupted, which is not a fault of the view.
    }
    tally.add(outcome, clock.instant());
    switch (outcome) {
      case SampleOutcome.Disagreed(_, _, var why) -> listener.disagreed(why);
      case SampleOutcome.Failed(var why) -> listener.failed(why);
      case SampleOutcome.Agreed _, SampleOutcome.Undecided _, SampleOutcome.Refused _ -> {}
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
