package org.rollbook.runtime.ingest.rejected;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.InterruptException;
import org.rollbook.runtime.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the dead letters of the whole site in a thread of its own, so that this instance knows
/// recent ones whoever rejected them.
///
/// `rollbook.rejected.followed` is 1 while it reads. A view without it is as correct as ever; only
/// the reason why an event does not arrive is missing. So whatever fails here is logged and tried
/// again. Thread-safe.
public final class DeadLetterWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWatch.class);

  /// How far back it begins, and how many it remembers: about 30 MB of ids of 36 characters.
  private static final Duration RECENT = Duration.ofHours(1);

  private static final int MOST = 100_000;

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Settings settings;
  private final Clock clock;
  private final LetterReader reader;
  private final RecentLetters recent = new RecentLetters(MOST);
  private final Thread thread =
      Thread.ofPlatform().name("dead-letter-watch").daemon().unstarted(this::run);
  private volatile boolean following;
  private Optional<String> reported = Optional.empty();

  /// @param views those that remember events
  public DeadLetterWatch(Settings settings, Set<String> views, Clock clock, MeterRegistry meters) {
    this.settings = settings;
    this.clock = clock;
    this.reader = new LetterReader(Set.copyOf(settings.sources()), views);
    Gauge.builder("rollbook.rejected.followed", () -> following ? 1 : 0)
        .description("1 while dead letters are read, so that rejected events are known")
        .register(meters);
  }

  /// What is known so far; goes on growing while this runs.
  public RejectedEvents events() {
    return recent;
  }

  /// Begins to read.
  public void start() {
    thread.start();
  }

  /// Ends within seconds. Harmless when not started.
  @Override
  public void close() {
    thread.interrupt();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(CLOSING);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        followUntilItFails();
        Thread.sleep(TRY_AGAIN);
      }
    } catch (InterruptedException | InterruptException closed) {
      LOG.atDebug().log("Dead letters are not followed any more");
    }
  }

  private void followUntilItFails() throws InterruptedException {
    try (var feed = new LetterFeed(settings, clock.instant().minus(RECENT))) {
      follow(feed);
    } catch (InterruptException closed) {
      throw closed;
    } catch (RuntimeException failed) {
      reportFailure(String.valueOf(failed.getMessage()));
    } finally {
      following = false;
    }
  }

  private void follow(LetterFeed feed) throws InterruptedException {
    while (true) {
      if (feed.takesUpPartitions()) {
        reportRecovery();
        readUntil(clock.instant().plus(LOOK_AGAIN), feed);
      } else {
        following = false;
        reportFailure("the topic is not there");
        Thread.sleep(LOOK_AGAIN);
      }
    }
  }

  private void readUntil(Instant end, LetterFeed feed) {
    while (clock.instant().isBefore(end)) {
      feed.next(POLL).forEach(letter -> reader.read(letter, recent));
    }
  }

  /// Logs a reason once, and again only when it changes.
  private void reportFailure(String why) {
    if (!reported.equals(Optional.of(why))) {
      LOG.atWarn().addKeyValue("why", why).log("Dead letters cannot be followed");
    }
    reported = Optional.of(why);
  }

  private void reportRecovery() {
    following = true;
    if (reported.isPresent()) {
      LOG.atInfo().log("Dead letters are followed again");
    }
    reported = Optional.empty();
  }
}
