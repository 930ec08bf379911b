package org.rollbook.benchmark.write;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;
import org.rollbook.testkit.campus.Course;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.Learner;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.sample.SampleReply;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewApi;

/// Sends an event every now and then, and asks for its content again and again until an answer has
/// it. (A request that waits in the server would measure how often the server looks.)
///
/// Each event is the first enrollment of a learner in one of some courses.
final class Probing {

  private static final Duration EVERY = Duration.ofMillis(25);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// The least time between two questions, in nanoseconds.
  private static final long MOMENT = 1_000_000;

  /// A question that has waited for long is asked at longer intervals, so that asking leaves the
  /// machine to others even when they are slow. This makes the measured time longer by at most this
  /// fraction of it, or by one moment, and by one answer.
  private static final int PARTS_OF_WAIT = 20;

  /// Enough courses for all partitions.
  private static final List<CourseKey> COURSES =
      IntStream.range(0, 60)
          .mapToObj(number -> CourseKey.parse("course-v1:CampusX+Probe%d+2026".formatted(number)))
          .toList();

  private static final String MODE = "audit";

  private final InstantSource clock = InstantSource.system();
  private final OpenEdxProducer lms;
  private final PlainConsumer consumer;
  private final ViewApi<TrueEnrollment, TrueCourseCounts> api;
  private int probes;
  private long backgrounds;

  Probing(
      OpenEdxProducer lms, PlainConsumer consumer, ViewApi<TrueEnrollment, TrueCourseCounts> api) {
    this.lms = lms;
    this.consumer = consumer;
    this.api = api;
  }

  /// The times from sending an event until the plain consumer saw it, until there was a row, and
  /// until the counts had it.
  ///
  /// @param isLate whether the campus was more than a second behind its pace
  record Result(Histogram seen, Histogram rows, Histogram counts, boolean isLate) {}

  /// The same times of one event, in nanoseconds.
  private record Times(long seen, long row, long counts) {}

  /// Probes while a campus publishes this many events a second, and ends when every probe is
  /// visible.
  Result underLoad(int eventsPerSecond, Duration time) {
    List<CompletableFuture<Times>> underWay = new ArrayList<>();
    var background = new BackgroundCampus(lms, ++backgrounds, eventsPerSecond);
    try (background) {
      long begun = System.nanoTime();
      for (long at = 0; at < time.toNanos(); at += EVERY.toNanos()) {
        LockSupport.parkNanos(begun + at - System.nanoTime());
        underWay.add(probe());
      }
    }
    List<Times> times = underWay.stream().map(CompletableFuture::join).toList();
    return new Result(
        latencies(times, Times::seen),
        latencies(times, Times::row),
        latencies(times, Times::counts),
        background.isLate());
  }

  private static Histogram latencies(List<Times> times, ToLongFunction<Times> which) {
    var nanos = new Histogram(3);
    times.stream().mapToLong(which).forEach(nanos::recordValue);
    return nanos;
  }

  private CompletableFuture<Times> probe() {
    CourseKey course = COURSES.get(probes % COURSES.size());
    int learner = probes / COURSES.size() + 1;
    probes++;
    CampusEvent event = enrollment(course, learner);
    CompletableFuture<Long> seen = consumer.awaiting(event.payload().stamp().eventId());
    long sent = System.nanoTime();
    var _ =
        lms.publish(new Delivery(Campuses.TOPIC, event, false, false))
            .exceptionally(
                failure -> {
                  seen.completeExceptionally(failure);
                  throw new CompletionException(failure);
                });
    CompletableFuture<Long> row =
        since(sent, () -> answered(api.row(event.payload().key())).isPresent());
    CompletableFuture<Long> counts =
        since(
            sent,
            () -> answered(api.figures(course)).filter(it -> it.total() >= learner).isPresent());
    return seen.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .thenCombine(
            row.thenCombine(counts, (rowAfter, countsAfter) -> new Times(0, rowAfter, countsAfter)),
            (seenAt, times) -> new Times(seenAt - sent, times.row(), times.counts()));
  }

  /// The event of a learner's first enrollment in a course.
  private CampusEvent enrollment(CourseKey course, int number) {
    String name = "user" + number;
    var learner =
        new Learner(new LearnerId(number), true, name, name + "@example.org", "A. Learner");
    var key = new CampusEnrollmentKey(learner.id(), course);
    Instant now = clock.instant();
    String id = new UUID(course.hashCode(), number).toString();
    var stamp = new EventStamp(now, EnrollmentEvents.CREATED.type(), id, "openedx/lms/web");
    return new EnrollmentEvent(
        new TrueEnrollment(key, MODE, true, now, stamp),
        learner,
        new Course(course, "A course", Optional.empty(), Optional.empty(), MODE),
        Optional.empty(),
        "lms");
  }

  private static CompletableFuture<Long> since(long sent, BooleanSupplier visible) {
    return CompletableFuture.supplyAsync(
        () -> {
          while (!visible.getAsBoolean()) {
            long waited = System.nanoTime() - sent;
            if (waited > PATIENCE.toNanos()) {
              throw new IllegalStateException("not visible within " + PATIENCE);
            }
            LockSupport.parkNanos(Math.max(MOMENT, waited / PARTS_OF_WAIT));
          }
          return System.nanoTime() - sent;
        },
        Thread::startVirtualThread);
  }

  private static <T> Optional<T> answered(SampleReply<Optional<T>> reply) {
    return reply instanceof Answered<Optional<T>>(var body, _) ? body : Optional.empty();
  }
}
