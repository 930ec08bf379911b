package org.rollbook.bridge.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
/// not stated is published again, and an event that comes twice is one event. A stream that cannot
/// go on does not stop the others.
public final class BridgeWorker {

  private static final Logger LOG = LoggerFactory.getLogger(BridgeWorker.class);

  /// How long to wait for entries, and after trouble.
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// How soon a stream in trouble is tried again: a try may block for some seconds.
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /// How often progress is written at most, but for a loss.
  private static final Duration WRITE_EVERY = Duration.ofMillis(500);

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
  private volatile List<StreamState> states = List.of();
  private volatile Optional<String> trouble = Optional.empty();

  /// A stream that this instance holds.
  private static final class Held {

    private final StreamBridge bridge;
    private final StreamShares.Share share;
    private StreamProgress written;
    private Instant writtenAt = Instant.MIN;
    private Optional<String> trouble = Optional.empty();
    private Instant tryAt = Instant.MIN;

    private Held(StreamShares.Share share) {
      this.share = share;
      this.bridge = new StreamBridge(share.progress());
      this.written = share.progress();
    }

    private boolean hasUnwrittenLoss() {
      return !bridge.progress().lostAt().equals(written.lostAt());
    }
  }

  /// A stream as this instance knows it.
  ///
  /// @param unread how many entries were not published yet when it was last looked at
  public record StreamState(StreamProgress progress, long unread, Optional<String> trouble) {}

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
      held.values().forEach(this::write);
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
      askTheTime();
      writeLosses();
      boolean more = time.isFresh() && bridge(time.atLeast().orElseThrow());
      writeDue();
      show(Optional.empty());
      if (!more) {
        pause();
      }
    } catch (InterruptException stopping) {
      throw stopping;
    } catch (KafkaException notNow) {
      giveUp("the broker: " + notNow.getMessage());
    } catch (RedisRefusedException | JedisException notNow) {
      giveUp("Redis: " + notNow.getMessage());
    }
  }

  private void giveUp(String why) throws InterruptedException {
    for (Held one : held.values()) {
      one.bridge.giveUp();
      // Whether the last progress was taken is not known.
      one.written = one.share.progress();
    }
    show(Optional.of(why));
    var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// @param all why no stream can go on, if so
  private void show(Optional<String> all) {
    states =
        held.values().stream()
            .map(
                one -> {
                  StreamProgress progress = one.bridge.progress();
                  long read = progress.position().map(at -> at.ordinal()).orElse(0L);
                  return new StreamState(
                      progress, Math.max(0, one.bridge.added() - read), one.trouble);
                })
            .toList();
    Optional<String> why =
        all.or(
            () ->
                states.stream()
                    .flatMap(
                        state ->
                            state.trouble().stream()
                                .map(words -> state.progress().stream() + ": " + words))
                    .reduce((first, second) -> first + "; " + second));
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
            .collect(Collectors.toMap(share -> share.progress().stream(), Function.identity()));
    held.keySet().retainAll(now.keySet());
    now.forEach(
        (stream, share) -> {
          Held known = held.get(stream);
          if (known == null || known.share.term() != share.term()) {
            LOG.atInfo().addKeyValue("stream", stream).log("This instance bridges a stream");
            held.put(stream, new Held(share));
          }
        });
  }

  /// From the acknowledgement of a record that says nothing new.
  private void askTheTime() {
    if (!time.isFresh()) {
      held.values().stream().findFirst().ifPresent(any -> send(any, any.written));
      producer.awaitAcknowledged();
    }
  }

  /// @param now a time that the broker's clock has reached
  /// @return whether there may be more
  private boolean bridge(Instant now) {
    var read = new LinkedHashMap<String, Held>();
    var more = new ArrayList<String>();
    held.forEach(
        (stream, one) ->
            tryWith(
                one,
                () -> {
                  boolean mayHaveMore = one.bridge.read(redis, now, time, outlet);
                  read.put(stream, one);
                  if (mayHaveMore) {
                    more.add(stream);
                  }
                }));
    Map<String, KafkaException> failed = outlet.awaitAcknowledged();
    producer.awaitAcknowledged();
    // Whoever stood still meanwhile may have been replaced, and have judged by an old position.
    if (!shares.areCertain()) {
      held.values().forEach(one -> one.bridge.giveUp());
      return false;
    }
    read.forEach((stream, one) -> settle(one, Optional.ofNullable(failed.get(stream))));
    return !more.isEmpty();
  }

  private void settle(Held one, Optional<KafkaException> failed) {
    if (failed.isPresent()) {
      one.bridge.giveUp();
      note(one, "the broker: " + failed.get().getMessage());
      return;
    }
    List<EntryId> published = one.bridge.settle();
    tryWith(one, () -> one.bridge.acknowledge(redis, published));
  }

  /// Does something with one stream. Where that fails, the others go on.
  private void tryWith(Held one, Runnable step) {
    if (clock.instant().isBefore(one.tryAt)) {
      return;
    }
    try {
      step.run();
      one.trouble = Optional.empty();
    } catch (InterruptException stopping) {
      throw stopping;
    } catch (RedisRefusedException why) {
      note(one, "Redis: " + why.getMessage());
    } catch (RegistryUnavailableException why) {
      note(one, "the registry: " + why.getMessage());
    } catch (KafkaException why) {
      note(one, "the broker: " + why.getMessage());
    }
  }

  private void note(Held one, String why) {
    one.trouble = Optional.of(why);
    one.tryAt = clock.instant().plus(AGAIN);
  }

  /// Before anything else: the sign of a loss in Redis may be gone after the next look.
  private void writeLosses() {
    List<Held> losing = held.values().stream().filter(Held::hasUnwrittenLoss).toList();
    if (!losing.isEmpty()) {
      losing.forEach(this::write);
      producer.awaitAcknowledged();
    }
  }

  private void writeDue() {
    Instant due = clock.instant().minus(WRITE_EVERY);
    held.values().stream().filter(one -> !due.isBefore(one.writtenAt)).forEach(this::write);
  }

  private void write(Held one) {
    StreamProgress reached = one.bridge.progress();
    if (!reached.equals(one.written)) {
      one.written = reached;
      one.writtenAt = clock.instant();
      send(one, reached);
    }
  }

  private void send(Held one, StreamProgress reached) {
    Instant sent = clock.instant();
    int partition = one.share.partition();
    producer.send(
        new ProducerRecord<>(
            topic, partition, BridgeTopic.key(reached.stream()), BridgeTopic.value(reached)),
        (taken, failed) -> {
          if (failed == null) {
            time.stamped(partition, sent, Instant.ofEpochMilli(taken.timestamp()));
          } else {
            producer.fail(failed);
          }
        });
  }

  private void pause() throws InterruptedException {
    var after = new HashMap<String, EntryId>();
    held.forEach(
        (stream, one) -> {
          if (one.trouble.isEmpty()) {
            after.put(stream, one.bridge.last());
          }
        });
    if (after.isEmpty()) {
      var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      redis.awaitEntries(after, PAUSE);
    }
  }

  /// The streams of this instance.
  public List<StreamState> states() {
    return states;
  }

  /// How long ago everything was published that a stream then held, by the broker's clock; empty if
  /// that is not known.
  public Optional<Duration> age(StreamProgress progress) {
    return progress
        .readUpTo()
        .flatMap(read -> time.atLeast().map(now -> Duration.between(read, now)));
  }

  /// Why some stream cannot go on now, if so.
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
    if (thread.isAlive() && !thread.join(CLOSE_WITHIN)) {
      thread.interrupt();
      thread.join(CLOSE_WITHIN);
    }
  }
}
