package org.rollbook.bridge.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.LmsProducer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.site.Audit;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Waiting;
import org.rollbook.testkit.site.Witness;
import org.rollbook.testkit.web.Web;

/// Two instances of the bridge, Redis and the view are killed and suspended while a campus
/// publishes to Redis, and somebody asks the view all the time.
///
/// The short form; the long one is `-Dentries=100000`.
class BridgeDrillIT {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final int ENTRIES = Integer.getInteger("entries", 6_000);
  private static final int EVENTS_OF_A_LEARNER = 10;

  /// While both instances are suspended, a stream grows by as much as the campus can publish.
  private static final int NEVER_FULL = 10 * ENTRIES;

  private static final int COURSES = 20;

  /// With fewer right answers a witness would prove nothing, however slow the machine is.
  private static final int LEAST_ANSWERS = 100;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir private Path folder;

  @Test
  void shouldLoseNothingAndClaimNothingTooEarly() throws InterruptedException {
    var truth = Truth.keepingAll();
    CampusSettings settings =
        CampusView.ENROLLMENTS.emitting(
            CampusSettings.of(
                new SplittableRandom().nextLong(), ENTRIES / EVENTS_OF_A_LEARNER, COURSES));
    try (var bridged = BridgedSite.start("enrollments", folder)) {
      ViewProcess second = bridged.bridge("second");
      second.awaitReady();
      Audit<?, ?> audit = CampusView.ENROLLMENTS.audit(bridged.site(), truth);
      try (var witness = audit.witness().start();
          LmsProducer lms = bridged.lms(truth, NEVER_FULL)) {
        drill(bridged, second, published(lms, Campus.running(settings, CLOCK)));

        audit.awaitCurrent();
        Waiting.until(() -> witness.agreed() >= LEAST_ANSWERS, PATIENCE);
        assertRight(audit, witness);
      }
      assertThat(bridged.site().deadLetters()).isEmpty();
      String stream = bridged.site().topic(CampusTopics.ENROLLMENTS);
      assertThat(List.of(bridged.bridge(), second))
          .anyMatch(instance -> reportsNothingUnread(instance, stream));
    }
  }

  /// One of the two bridges it; for the other the figure is none.
  private static boolean reportsNothingUnread(ViewProcess instance, String stream) {
    try (var web = new Web(instance.settings().managementPort())) {
      return web.get("/prometheus")
          .body()
          .contains("rollbook_bridge_lag_entries{stream=\"%s\"} 0.0".formatted(stream));
    }
  }

  private static void assertRight(Audit<?, ?> audit, Witness witness) {
    assertThat(audit.faults()).isEmpty();
    assertThat(witness.contradictions()).as(witness.toString()).isEmpty();
  }

  /// Publishes until all is published, each event again and again until Redis takes it.
  private static Publication published(LmsProducer lms, Campus campus) {
    var publication = new Publication(lms, campus);
    publication.thread.start();
    return publication;
  }

  private static final class Publication {

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;

    private Publication(LmsProducer lms, Campus campus) {
      thread = Thread.ofPlatform().name("campus").daemon().unstarted(() -> run(lms, campus));
    }

    private void run(LmsProducer lms, Campus campus) {
      try {
        while (done.get() < ENTRIES) {
          publish(lms, campus.next());
          done.incrementAndGet();
        }
      } catch (RuntimeException | Error e) {
        failure.set(e);
      }
    }

    private static void publish(LmsProducer lms, Delivery delivery) {
      boolean taken = false;
      while (!taken) {
        try {
          var _ = lms.publish(delivery).join();
          taken = true;
        } catch (CompletionException _) {
          Thread.onSpinWait();
        }
      }
    }

    private void awaitPart(int part, int of) {
      Waiting.until(
          () -> failure.get() != null || done.get() >= (long) ENTRIES * part / of, PATIENCE);
      assertThat(failure.get()).isNull();
    }
  }

  private static void drill(BridgedSite bridged, ViewProcess second, Publication publication)
      throws InterruptedException {
    List<Runnable> drills =
        List.of(
            () -> killed(bridged.bridge()),
            () -> {
              bridged.redis().kill9();
              bridged.redis().restart();
            },
            () -> killed(second),
            () -> killed(bridged.site().view()),
            () -> suspended(bridged, second));
    for (int drill = 0; drill < drills.size(); drill++) {
      publication.awaitPart(drill + 1, drills.size() + 1);
      drills.get(drill).run();
    }
    publication.awaitPart(1, 1);
    publication.thread.join();
  }

  private static void killed(ViewProcess process) {
    process.kill();
    process.startAgain();
    process.awaitReady(TimeLimit.AMPLE);
  }

  /// Both stand still for longer than a member of a group may: answers get older, not wrong.
  private static void suspended(BridgedSite bridged, ViewProcess second) {
    bridged.bridge().process().freeze();
    second.process().freeze();
    Waiting.until(() -> isStandstillReported(bridged), PATIENCE);
    bridged.bridge().process().thaw();
    second.process().thaw();
  }

  private static boolean isStandstillReported(BridgedSite bridged) {
    return bridged
        .site()
        .manage("/health/readiness")
        .json()
        .path("ingest")
        .path("why")
        .asText()
        .startsWith("the Redis bridge has published only what was sent before");
  }
}
