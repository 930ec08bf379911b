package org.rollbook.benchmark.freshness;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
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

  private final InstantSource clock = InstantSource.system();
  private final OpenEdxProducer lms;
  private final PlainConsumer consumer;
  private final ViewApi<TrueEnrollment, TrueCourseCounts> api;
  private final PrintStream out;
  private int probes;
  private long backgrounds;

  /// @param out gets warnings about doubtful figures
  Probing(
      OpenEdxProducer lms,
      PlainConsumer consumer,
      ViewApi<TrueEnrollment, TrueCourseCounts> api,
      PrintStream out) {
    this.lms = lms;
    this.consumer = consumer;
    this.api = api;
    this.out = out;
  }

  /// The times from sending an event until the plain consumer saw it, until there was a row, and
  /// until the counts had it.
  record Result(Histogram seen, Histogram rows, Histogram counts) {

    private static Result of(List<Times> times) {
      return new Result(
          latencies(times, Times::seen),
          latencies(times, Times::row),
          latencies(times, Times::counts));
    }

    private static Histogram latencies(List<Times> times, Function<Times, Long> which) {
      var nanos = new Histogram(3);
      times.stream().map(which).forEach(nanos::recordValue);
      return nanos;
    }
  }

  /// The same times of one event, in nanoseconds.
  private record Times(long seen, long row, long counts) {}

  /// Probes while a campus publishes this many events a second, and ends when every probe is
  /// visible.
  Result underLoad(int eventsPerSecond, Duration time) {
    List<CompletableFuture<Times>> underWay = new ArrayList<>();
    try (var _ = new BackgroundCampus(lms, ++backgrounds, eventsPerSecond, out)) {
      long begun = System.nanoTime();
      for (long at = 0; at < time.toNanos(); at += EVERY.toNanos()) {
        LockSupport.parkNanos(begun + at - System.nanoTime());
        underWay.add(probe());
      }
    }
    return Result.of(underWay.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<Times> probe() {
    CourseKey course = COURSES.get(probes % COURSES.size());
    int learner = probes / COURSES.size() + 1;
    probes++;
    CampusEvent event = new Probe(course, learner).event(clock.instant());
    var key = event.payload().key();
    CompletableFuture<Long> seen = consumer.awaiting(event.payload().stamp().eventId());
    long sent = System.nanoTime();
    var _ =
        lms.publish(new Delivery(Campuses.TOPIC, event, false, false))
            .exceptionally(
                failure -> {
                  seen.completeExceptionally(failure);
                  throw new CompletionException(failure);
                });
    CompletableFuture<Long> row = since(sent, () -> hasRow(key));
    CompletableFuture<Long> counts = since(sent, () -> counts(course) >= learner);
    return seen.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .thenCombine(
            row.thenCombine(counts, (rowAfter, countsAfter) -> new Times(0, rowAfter, countsAfter)),
            (seenAt, times) -> new Times(seenAt - sent, times.row(), times.counts()));
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

  private boolean hasRow(CampusEnrollmentKey key) {
    return api.row(key) instanceof Answered<Optional<TrueEnrollment>>(var row, _)
        && row.isPresent();
  }

  private long counts(CourseKey course) {
    return api.figures(course) instanceof Answered<Optional<TrueCourseCounts>>(var counts, _)
        ? counts.map(TrueCourseCounts::total).orElse(0L)
        : 0;
  }
}
