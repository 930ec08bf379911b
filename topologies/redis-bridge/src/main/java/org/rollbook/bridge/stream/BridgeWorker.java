package org.rollbook.bridge.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.rollbook.bridge.publish.Outlet;
import org.rollbook.bridge.publish.RegistryUnavailableException;
import org.rollbook.bridge.redis.RedisConnection;
import org.rollbook.bridge.redis.RedisRefusedException;
import org.rollbook.bridge.share.StreamShares;
import org.rollbook.model.bridge.BridgeTopic;
import org.rollbook.model.bridge.EntryId;
import org.rollbook.model.bridge.StreamProgress;
import org.rollbook.runtime.publish.AcknowledgedProducer;
import org.rollbook.runtime.time.BrokerTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// Bridges the streams that this instance holds, one piece of each after the other, in one thread:
///
/// ```
/// read, publish ─▶ acknowledged by Kafka ─▶ acknowledged to Redis ─▶ progress
/// ```
///
/// The progress is written last, so it never states what may still be lost; what is published and
/// not stated is published again, and an event that comes twice is one event.
public final class BridgeWorker {

  private static final Logger LOG = LoggerFactory.getLogger(BridgeWorker.class);

  /// How long to wait for entries, and after trouble. Within this time it is told how far a stream
  /// that does not change has been read.
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final StreamShares shares;
  private final RedisConnection redis;
  private final Outlet outlet;
  private final AcknowledgedProducer producer;
  private final String topic;
  private final BrokerTime time;
  private final Clock clock;
  private final Thread thread = Thread.ofPlatform().name("bridge").daemon().unstarted(this::run);
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Held> held = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private volatile List<StreamProgress> progress = List.of();
  private volatile Optional<String> trouble = Optional.empty();

  private record Held(StreamBridge bridge, int partition, long term) {}

  /// @param topic the full name of the topic of the progress
  /// @param time learns from the acknowledgements of the progress
  /// @param clock that is never set while we run
  public BridgeWorker(
      StreamShares shares,
      RedisConnection redis,
      Outlet outlet,
      AcknowledgedProducer producer,
      String topic,
      BrokerTime time,
      Clock clock) {
    this.shares = shares;
    this.redis = redis;
    this.outlet = outlet;
    this.producer = producer;
    this.topic = topic;
    this.time = time;
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        turn();
      }
    } catch (InterruptException | InterruptedException closed) {
      LOG.atDebug().log("The bridge is closed");
    } catch (RuntimeException | Error fatal) {
      LOG.atError().setCause(fatal).log("The bridge died");
      death.complete(fatal);
    } finally {
      redis.close();
    }
  }

  private void turn() throws InterruptedException {
    try {
      takeShares();
      if (!time.isFresh()) {
        held.values().stream().findFirst().ifPresent(any -> write(any, any.bridge().progress()));
        outlet.awaitAcknowledged();
      }
      boolean more = time.isFresh() && bridge(time.atLeast().orElseThrow());
      progress = held.values().stream().map(one -> one.bridge().progress()).toList();
      note(refused.isEmpty() ? Optional.empty() : Optional.of(refused.toString()));
      if (!more) {
        pause();
      }
    } catch (InterruptException stopping) {
      throw stopping;
    } catch (KafkaException notNow) {
      giveUp("the broker: " + notNow.getMessage());
    } catch (RedisRefusedException | JedisException notNow) {
      giveUp("Redis: " + notNow.getMessage());
    } catch (RegistryUnavailableException notNow) {
      giveUp("the registry: " + notNow.getMessage());
    }
  }

  private void giveUp(String why) throws InterruptedException {
    held.values().forEach(one -> one.bridge().giveUp());
    note(Optional.of(why));
    var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void note(Optional<String> why) {
    if (!why.equals(trouble)) {
      why.ifPresentOrElse(
          words -> LOG.atWarn().addKeyValue("why", words).log("The bridge waits"),
          () -> LOG.atInfo().log("The bridge goes on"));
    }
    trouble = why;
  }

  /// A stream that was taken away and given back meanwhile begins anew: another instance may have
  /// read on.
  private void takeShares() {
    Map<String, StreamShares.Share> now =
        shares.held().stream()
            .collect(Collectors.toMap(share -> share.progress().stream(), share -> share));
    held.keySet().retainAll(now.keySet());
    refused.keySet().retainAll(now.keySet());
    now.forEach(
        (stream, share) -> {
          Held known = held.get(stream);
          if (known == null || known.term() != share.term()) {
            LOG.atInfo().addKeyValue("stream", stream).log("This instance bridges a stream");
            var bridge = new StreamBridge(share.progress());
            held.put(stream, new Held(bridge, share.partition(), share.term()));
            tryWith(stream, () -> bridge.begin(redis));
          }
        });
  }

  /// @param now a time that the broker's clock has reached
  /// @return whether there may be more
  private boolean bridge(Instant now) {
    var read = new ArrayList<Held>();
    var more = new ArrayList<Held>();
    held.forEach(
        (stream, one) ->
            tryWith(
                stream,
                () -> {
                  if (one.bridge().read(redis, now, outlet)) {
                    more.add(one);
                  }
                  read.add(one);
                }));
    outlet.awaitAcknowledged();
    read.forEach(one -> one.bridge().settle(redis).ifPresent(reached -> write(one, reached)));
    return !more.isEmpty();
  }

  /// Does something with one stream. If Redis refuses it, the others go on.
  private void tryWith(String stream, Runnable step) {
    try {
      step.run();
      refused.remove(stream);
    } catch (RedisRefusedException why) {
      refused.put(stream, String.valueOf(why.getMessage()));
    }
  }

  private void write(Held one, StreamProgress reached) {
    Instant sent = clock.instant();
    producer.send(
        new ProducerRecord<>(
            topic, one.partition(), BridgeTopic.key(reached.stream()), BridgeTopic.value(reached)),
        (taken, failed) -> {
          if (failed == null) {
            time.stamped(one.partition(), sent, Instant.ofEpochMilli(taken.timestamp()));
          } else {
            producer.fail(failed);
          }
        });
  }

  private void pause() throws InterruptedException {
    var after = new HashMap<String, EntryId>();
    held.forEach(
        (stream, one) -> {
          if (!refused.containsKey(stream)) {
            after.put(stream, one.bridge().last());
          }
        });
    if (after.isEmpty()) {
      var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      redis.awaitEntries(after, PAUSE);
    }
  }

  /// How far each stream of this instance has come.
  public List<StreamProgress> progress() {
    return progress;
  }

  /// Why some stream cannot be bridged now, if so.
  public Optional<String> trouble() {
    return trouble;
  }

  /// Completes when this dies.
  public CompletableFuture<Throwable> death() {
    return death;
  }

  /// Finishes the piece that is under way.
  public void close() throws InterruptedException {
    closing.countDown();
    if (!thread.join(CLOSE_WITHIN)) {
      thread.interrupt();
      thread.join(CLOSE_WITHIN);
    }
  }
}
