package org.rollbook.enrollments.stack;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusProgress;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A campus that publishes at a steady rate while the view is killed at random moments and started
/// again each time.
///
/// @param events how many are published at least
/// @param kills how many times the process is killed, `kill -9`
record Drill(int events, int kills) {

  private static final Logger LOG = LoggerFactory.getLogger(Drill.class);

  private static final int COURSES = 40;
  private static final int EVENTS_OF_A_LEARNER = 10;

  /// However many the events are, publishing them takes about as long as so many restarts.
  private static final int SLOWEST_PER_SECOND = 500;

  private static final int MOST_SECONDS = 120;

  /// The short form, or what `-Devents=100000 -Dkills=10` say.
  static Drill asToldTo() {
    return new Drill(Integer.getInteger("events", 5_000), Integer.getInteger("kills", 2));
  }

  /// Returns when everything is published and the view was started for the last time.
  CampusProgress run(Stack stack, Truth truth) {
    long seed = System.nanoTime();
    LOG.atInfo().addKeyValue("seed", seed).log("Drilling");
    var settings =
        CampusSettings.of(seed, events / EVENTS_OF_A_LEARNER, COURSES).withUnenrollmentsApart(true);
    try (var lms = stack.lms(truth);
        var campus =
            new CampusRun(
                Campus.running(settings, Clock.systemUTC()),
                lms,
                Math.max(SLOWEST_PER_SECOND, events / MOST_SECONDS),
                Clock.systemUTC())) {
      campus.start();
      long[] moments = moments(new SplittableRandom(seed));
      for (int i = 0; i < moments.length; i++) {
        killAt(moments[i], campus, stack, i % 2 == 1);
      }
      awaitPublished(events, campus);
      return campus.progress();
    }
  }

  /// After how many events it is killed: any number of them, in order.
  private long[] moments(RandomGenerator chance) {
    return chance.longs(kills, 1, events).sorted().toArray();
  }

  /// @param working whether what is killed has to be working again; else it may still be starting
  private static void killAt(long moment, CampusRun campus, Stack stack, boolean working) {
    awaitPublished(moment, campus);
    if (working) {
      stack.view().awaitReady(Duration.ofSeconds(90));
    }
    stack.view().kill();
    stack.view().startAgain();
  }

  private static void awaitPublished(long number, CampusRun campus) {
    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> campus.progress().acknowledged() >= number);
  }
}
