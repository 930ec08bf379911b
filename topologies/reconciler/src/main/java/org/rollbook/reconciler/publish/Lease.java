package org.rollbook.reconciler.publish;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.rollbook.runtime.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides which instance works: the member of a consumer group that is assigned the one partition
/// of the log. Whoever gets it first reads what the others have kept.
///
/// An instance that is replaced in the middle of a pass gives it up at the next chunk. So two may
/// both work for a moment. For the views that is harmless: a reading that is published twice is one
/// reading.
public final class Lease {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final LogTopic topic;
  private final ReconcilerLog log;
  private final Thread thread = Thread.ofPlatform().name("lease").daemon().unstarted(this::run);
  private Optional<Long> readTo = Optional.empty();
  private boolean held;
  private long term;
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private volatile boolean closing;

  public Lease(Settings settings, ReconcilerLog log) {
    this.topic = new LogTopic(settings.topicPrefix());
    this.log = log;
    consumer =
        LogConsumer.of(
            settings,
            Map.of(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                6_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                2_000),
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                settings.advertisedAddress(),
                ConsumerConfig.GROUP_ID_CONFIG,
                settings.applicationId(),
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "classic"));
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      consumer.subscribe(
          List.of(topic.name()),
          new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
              if (!partitions.isEmpty()) {
                assigned(partitions);
              }
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
              if (!partitions.isEmpty()) {
                revoked();
              }
            }
          });
      while (!closing) {
        turn();
      }
    } catch (WakeupException | InterruptException closed) {
      LOG.atDebug().log("The lease is given back");
    } catch (RuntimeException | Error fatal) {
      failed(fatal);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
  }

  private void turn() {
    try {
      var _ = consumer.poll(POLL);
      noteHeld();
    } catch (RetriableException notNow) {
      LOG.atWarn().addKeyValue("why", notNow.getMessage()).log("The lease waits for the broker");
    }
  }

  private synchronized void failed(Throwable cause) {
    LOG.atError().setCause(cause).log("The lease died");
    held = false;
    death.complete(cause);
  }

  private synchronized void assigned(Collection<TopicPartition> partitions) {
    // Being assigned the partition is all that it is for.
    consumer.pause(partitions);
    readTo = consumer.endOffsets(partitions).values().stream().findFirst();
    term++;
  }

  private synchronized void revoked() {
    if (held) {
      LOG.atInfo().log("Another instance works now");
    }
    readTo = Optional.empty();
    held = false;
  }

  /// Held from when all was read that was written before.
  private synchronized void noteHeld() {
    if (!held && readTo.isPresent() && log.hasReadTo(readTo.get())) {
      held = true;
      LOG.atInfo().log("This instance works now");
    }
  }

  /// A number that grows each time this instance begins to work: what it knew before may be old.
  public synchronized long term() {
    return term;
  }

  /// Whether this instance is the one that works.
  public synchronized boolean isHeld() {
    return held;
  }

  /// Completes when this dies.
  public CompletableFuture<Throwable> death() {
    return death;
  }

  public void close() throws InterruptedException {
    closing = true;
    consumer.wakeup();
    thread.join(CLOSE_WITHIN.multipliedBy(2));
  }
}
