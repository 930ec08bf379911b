package org.rollbook.testkit.site;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusProgress;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.process.ViewProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A campus that publishes at a steady rate while the view is killed (`kill -9`) at random moments
/// and started again each time. Every other kill waits until the view is ready again, so that it
/// hits a working one; the others may hit one that is still starting.
///
/// @param events how many are published at least
/// @param kills how many times the process is killed
public record KillDrill(int events, int kills) {

  private static final Logger LOG = LoggerFactory.getLogger(KillDrill.class);

  private static final Clock CLOCK = Clock.systemUTC();
  private static final int COURSES = 40;
  private static final int EVENTS_OF_A_LEARNER = 10;

  /// The lowest rate. With more events the rate rises, so that publishing them takes about as long
  /// as the restarts.
  private static final int SLOWEST_PER_SECOND = 500;

  private static final int MOST_SECONDS = 120;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// With fewer right answers a witness would prove nothing, however slow the machine is.
  private static final int LEAST_ANSWERS = 100;

  /// The short form, or the numbers of `-Devents=100000 -Dkills=10`.
  public static KillDrill asPublishedTo() {
    return new KillDrill(Integer.getInteger("events", 5_000), Integer.getInteger("kills", 2));
  }

  /// What was published, and the witness of the view's answers.
  public record Drilled(CampusProgress published, Witness witness) {}

  /// Returns when everything is published, every answer of the view (after its last start) has an
  /// as-of after that, and enough answers were right.
  ///
  /// @param site whose view has been started
  /// @param truth of the site
  /// @param audit of the view
  /// @param kinds the events that the campus emits
  public Drilled run(
      Site site, Truth truth, Audit<?, ?> audit, UnaryOperator<CampusSettings> kinds) {
    site.view().awaitReady(PATIENCE);
    try (var witness = audit.witness().start()) {
      Instant begun = CLOCK.instant();
      CampusProgress published = killWhilePublishing(site.view(), site.lms(truth), kinds);
      Instant done = CLOCK.instant();
      Waiting.until(() -> audit.isAsOfAfter(done), PATIENCE);
      Waiting.until(() -> witness.agreed() >= LEAST_ANSWERS, PATIENCE);
      LOG.atInfo()
          .addKeyValue("published", published)
          .addKeyValue("in", Duration.between(begun, done))
          .addKeyValue("servedAfter", Duration.between(done, CLOCK.instant()))
          .addKeyValue("answers", witness)
          .log("Drilled");
      return new Drilled(published, witness);
    }
  }

  private CampusProgress killWhilePublishing(
      ViewProcess view, OpenEdxProducer producer, UnaryOperator<CampusSettings> kinds) {
    long seed = System.nanoTime();
    LOG.atInfo().addKeyValue("seed", seed).log("Drilling");
    CampusSettings settings =
        kinds.apply(CampusSettings.of(seed, events / EVENTS_OF_A_LEARNER, COURSES));
    try (var lms = producer;
        var campus =
            new CampusRun(
                Campus.running(settings, CLOCK),
                lms,
                Math.max(SLOWEST_PER_SECOND, events / MOST_SECONDS),
                CLOCK)) {
      campus.start();
      long[] moments = moments(new SplittableRandom(seed)).toArray();
      for (int kill = 0; kill < kills; kill++) {
        awaitPublished(moments[kill], campus);
        if (kill % 2 == 0) {
          view.awaitReady(PATIENCE);
        }
        view.kill();
        view.startAgain();
      }
      awaitPublished(events, campus);
      return campus.progress();
    }
  }

  /// The numbers of events after which it is killed: random, in order.
  private LongStream moments(RandomGenerator chance) {
    return chance.longs(kills, 1, events).sorted();
  }

  private static void awaitPublished(long number, CampusRun campus) {
    Waiting.until(() -> campus.progress().acknowledged() >= number, PATIENCE);
  }
}
