package org.rollbook.chaos.site;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.Waiting;

/// Another site on the same broker, with one instance of the same topology. It has the same
/// learners and courses with other events, so its rows are wrong here. One thread.
final class Neighbour implements AutoCloseable {

  static final String PREFIX = "neighbour";

  private static final int EVENTS = 3_000;
  private static final double EVENTS_PER_SECOND = 1_000;

  private final ViewProcess view;
  private final OpenEdxProducer lms;
  private final CampusRun campus;

  private Neighbour(ViewSettings settings, OpenEdxProducer lms, CampusRun campus) {
    view = ViewProcess.start(settings);
    this.lms = lms;
    this.campus = campus;
  }

  /// Starts it, waits until enough events are published there, and then publishes no more.
  ///
  /// @param settings of its instance
  /// @param campus that of the neighbouring site, but with another seed
  static Neighbour start(
      ViewSettings settings,
      CampusSettings campus,
      String bootstrapServers,
      URI registry,
      Clock clock) {
    var lms =
        OpenEdxProducer.to(
            bootstrapServers,
            new OpenEdxSerializer(Optional.of(PREFIX), new ConfluentSchemaIds(registry)),
            Truth.remembering(Duration.ZERO),
            clock);
    var run = new CampusRun(Campus.running(campus, clock), lms, EVENTS_PER_SECOND, clock);
    var neighbour = new Neighbour(settings, lms, run);
    try {
      neighbour.view.awaitReady();
      run.start();
      Waiting.until(() -> run.progress().acknowledged() >= EVENTS, TimeLimit.AMPLE);
      run.close();
      return neighbour;
    } catch (RuntimeException | AssertionError e) {
      neighbour.close();
      throw e;
    }
  }

  /// Where other instances of its site would reach its instance.
  String address() {
    return "127.0.0.1:" + view.settings().managementPort();
  }

  @Override
  public void close() {
    campus.close();
    lms.close();
    view.close();
  }
}
