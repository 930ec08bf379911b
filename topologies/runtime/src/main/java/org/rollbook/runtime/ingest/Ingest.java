package org.rollbook.runtime.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.avro.SchemaRegistry;
import org.rollbook.runtime.ingest.IngestState.Activity;
import org.rollbook.runtime.settings.EventBus;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.topics.DeadLetterSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the source topics of one topology into its journals, in a thread of its own.
///
/// ```
/// source topics ─▶ read ─▶ route ─┬─▶ journals, and watermarks
///                                 └─▶ dead letters
/// ```
///
/// Every instance runs one; together they are a consumer group. Journals and dead letters must
/// exist, source topics need not. Thread-safe.
public final class Ingest {

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  /// How long closing may take after finishing was given up.
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final IngestSettings settings;
  private final Run run;
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private final Thread thread = Thread.ofPlatform().name("ingest").daemon().unstarted(this::run);
  private volatile boolean stopping;
  private volatile @Nullable IngestWiring wiring;
  private volatile @Nullable Activity end;

  /// One run, from opening to closing.
  @FunctionalInterface
  private interface Run {
    void run() throws InterruptedException;
  }

  /// @param time learns from the acknowledgements of what is written here
  /// @param clock that is never set while we run
  /// @param <E> the payload of events
  public <E> Ingest(
      IngestSettings settings,
      EventSubscription<E> subscription,
      SchemaRegistry registry,
      BrokerTime time,
      Clock clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.run =
        () -> readWith(subscription, new IngestWiring.Context(registry, time, clock, meters));
  }

  /// Begins to read.
  public void start() {
    thread.start();
  }

  /// Its state.
  public IngestState state() {
    IngestWiring running = wiring;
    IngestState now = running == null ? IngestState.STARTING : running.loop().state();
    Activity ended = end;
    return ended == null ? now : now.doing(ended);
  }

  /// The metrics of its Kafka clients; none before they exist.
  public Map<MetricName, ? extends Metric> clientMetrics() {
    IngestWiring running = wiring;
    return running == null ? Map.of() : running.clientMetrics();
  }

  /// Completes with the cause when the thread ends by itself. The process must end then.
  public CompletionStage<Throwable> death() {
    return death.minimalCompletionStage();
  }

  /// Finishes what is under way, commits, leaves the group and closes; the next member reads again
  /// what cannot be finished in time. Harmless when not started or stopped already.
  public void stop(Duration within) throws InterruptedException {
    stopping = true;
    if (thread.getState() != Thread.State.NEW && !thread.join(within)) {
      LOG.atWarn().log("Ingest could not finish in time");
      thread.interrupt();
      thread.join(CLOSING);
    }
  }

  private void run() {
    try {
      run.run();
      end = new Activity.Stopped();
    } catch (InterruptedException | InterruptException stopped) {
      died(stopped);
    } catch (RuntimeException | Error fatal) {
      died(fatal);
    }
  }

  /// An interrupt after [#stop] only hastens the stop; it is no failure.
  private void died(Throwable cause) {
    if (stopping) {
      end = new Activity.Stopped();
      return;
    }
    LOG.atError().setCause(cause).log("Ingest died");
    end = new Activity.Died(String.valueOf(cause.getMessage()));
    death.complete(cause);
  }

  private <E> void readWith(EventSubscription<E> subscription, IngestWiring.Context context)
      throws InterruptedException {
    var clients = new IngestClients(settings);
    Admin admin = clients.admin();
    try {
      DeadLetterWriter.Room room = room(admin);
      room.make();
      var reach =
          new IngestWiring.Reach(
              clients.consumer(),
              clients::producer,
              new AdminSources(admin, settings.sourceTopics()),
              bridge(clients),
              new JournalTail(
                  admin,
                  () -> clients.reader("journals"),
                  settings.topicOf(subscription.journals().getFirst())),
              room);
      try (var opened = new IngestWiring(settings, subscription, reach, context)) {
        wiring = opened;
        while (!stopping) {
          opened.loop().turn();
        }
      }
    } finally {
      // Nobody waits for a request that is still under way.
      admin.close(Duration.ZERO);
    }
  }

  private Bridge bridge(IngestClients clients) {
    return switch (settings.bus()) {
      case KAFKA -> Bridge.NONE;
      case FOUND, REDIS ->
          new BridgeReader(
              clients.reader("bridge"),
              settings.bridgeTopic(),
              settings.openEdxTopics(),
              settings.bus() == EventBus.REDIS);
    };
  }

  /// Where we may not raise the limit, or cannot just now, letters that are too large are cut.
  private DeadLetterWriter.Room room(Admin admin) {
    var size = new DeadLetterSize(admin, settings.deadLetterTopic(), settings.sourceTopics());
    return () -> {
      try {
        if (size.isRaised()) {
          LOG.atInfo()
              .addKeyValue("topic", settings.deadLetterTopic())
              .log("Raised the size of dead letters");
        }
      } catch (KafkaException refused) {
        LOG.atWarn()
            .addKeyValue("topic", settings.deadLetterTopic())
            .addKeyValue("why", refused.getMessage())
            .log("The size of dead letters could not be raised");
      }
    };
  }
}
