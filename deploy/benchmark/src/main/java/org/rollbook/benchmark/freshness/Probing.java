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
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.Publication;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.sample.ViewApi;

/// Sends an event every now and then, and asks for what it says until it is there, again and again:
/// a request that waits in the server would measure how often that looks.
///
/// Each event is the first enrollment of a learner in one of some courses.
final class Probing {

  private static final Duration EVERY = Duration.ofMillis(25);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Between two questions, at least.
  private static final long MOMENT = 1_000_000;

  /// Who has waited for long asks at longer intervals, so that asking leaves the machine to others
  /// even when they are slow. What is measured is longer by such a part at most, or by a moment,
  /// and one answer.
  private static final int PARTS_OF_WAIT = 20;

  /// Enough for all partitions.
  private static final List<CourseKey> COURSES =
      IntStream.range(0, 60)
          .mapToObj(number -> CourseKey.parse("course-v1:CampusX+Probe%d+2026".formatted(number)))
          .toList();

  private final InstantSource clock = InstantSource.system();
  private final OpenEdxProducer lms;
  private final PlainConsumer consumer;
  private final ViewApi<TrueEnrollment, CourseCounts> api;
  private final PrintStream out;
  private int probes;
  private long backgrounds;

  /// @param out is told of what makes the figures doubtful
  Probing(
      OpenEdxProducer lms,
      PlainConsumer consumer,
      ViewApi<TrueEnrollment, CourseCounts> api,
      PrintStream out) {
    this.lms = lms;
    this.consumer = consumer;
    this.api = api;
    this.out = out;
  }

  /// How long it took, each time, until the plain consumer saw an event, until there was a row, and
  /// until the counts had it.
  record Result(Latencies seen, Latencies rows, Latencies counts) {

    private static Result of(List<Times> times) {
      return new Result(
          latencies(times, Times::seen),
          latencies(times, Times::row),
          latencies(times, Times::counts));
    }

    private static Latencies latencies(List<Times> times, Function<Times, Long> which) {
      return Latencies.of(times.stream().map(which).toList());
    }
  }

  /// The same of one event, in nanoseconds.
  private record Times(long seen, long row, long counts) {}

  /// Probes while others publish so much a second, and ends when all that was sent is there.
  Result beside(int eventsPerSecond, Duration time) {
    List<CompletableFuture<Times>> underWay = new ArrayList<>();
    try (var _ = new Background(lms, ++backgrounds, eventsPerSecond, out)) {
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
    var key = event.said().key();
    CompletableFuture<Long> seen = consumer.awaiting(event.said().stamp().eventId());
    long sent = System.nanoTime();
    var _ =
        lms.publish(new Publication(Campuses.TOPIC, event, false, false))
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

  private boolean hasRow(EnrollmentKey key) {
    return api.row(key) instanceof Answered<Optional<TrueEnrollment>>(var row, _)
        && row.isPresent();
  }

  private long counts(CourseKey course) {
    return api.figures(course) instanceof Answered<Optional<CourseCounts>>(var counts, _)
        ? counts.map(CourseCounts::total).orElse(0L)
        : 0;
  }
}
