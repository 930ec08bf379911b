package org.rollbook.bridge.share;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rollbook.model.bridge.BridgeTopic;
import org.rollbook.model.bridge.StreamProgress;
import org.rollbook.runtime.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides which instance bridges which streams: the instances are a consumer group of the [topic
/// of the progress][BridgeTopic], and who is assigned the partition with a stream's progress
/// bridges that stream, from where the progress ends.
///
/// An instance that has been replaced and does not know it yet goes on for some seconds. That is
/// harmless: an entry that is published twice is one event, and what an instance states of a stream
/// rests only on what it has read and published itself.
///
/// One thread of its own reads; any thread may ask.
public final class StreamShares implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamShares.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final CloseOptions LEAVING =
      CloseOptions.timeout(CLOSE_WITHIN)
          .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final int SESSION_TIMEOUT_MS = 6_000;

  /// Well below the session timeout.
  private static final Duration CERTAIN = Duration.ofSeconds(5);

  private static final int HEARTBEAT_MS = 2_000;

  private final String topic;
  private final List<String> streams;
  private final Consumer<byte[], byte[]> consumer;
  private final Thread thread = Thread.ofPlatform().name("shares").daemon().unstarted(this::run);
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private final Map<TopicPartition, Assigned> assigned = new HashMap<>();
  private final Map<String, StreamProgress> known = new HashMap<>();
  private long terms;
  private long polledAt;
  private volatile boolean closing;

  /// @param until the end of the partition after it was assigned, once that is known
  private record Assigned(OptionalLong until, long term, boolean isRead) {

    private Assigned read() {
      return new Assigned(until, term, true);
    }
  }

  /// A stream that this instance bridges.
  ///
  /// @param progress as it was written last
  /// @param partition of the topic, with the progress of the stream
  /// @param term a number that differs for each time that the instance is given the stream
  public record Share(StreamProgress progress, int partition, long term) {}

  /// @param streams full names
  public StreamShares(Settings settings, Collection<String> streams) {
    this.topic = settings.bridgeTopic();
    this.streams = List.copyOf(streams);
    this.consumer = consumer(settings);
  }

  private static Consumer<byte[], byte[]> consumer(Settings settings) {
    var config = new TreeMap<String, Object>();
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.putAll(settings.kafka().forClient("consumer", ConsumerConfig.configNames()));
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.advertisedAddress());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.applicationId());
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.instanceId().ifPresent(id -> config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      consumer.subscribe(
          List.of(topic),
          new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> added) {
              if (!added.isEmpty()) {
                assigned(added);
              }
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> removed) {
              revoked(removed);
            }
          });
      while (!closing) {
        turn();
      }
    } catch (WakeupException | InterruptException closed) {
      LOG.atDebug().log("The streams are given back");
    } catch (RuntimeException | Error fatal) {
      LOG.atError().setCause(fatal).log("The shares cannot be read");
      death.complete(fatal);
    } finally {
      revoked(List.copyOf(assigned.keySet()));
      consumer.close(LEAVING);
    }
  }

  private void turn() {
    try {
      read(consumer.poll(POLL));
      askForEnds();
      noteRead();
    } catch (RetriableException notNow) {
      LOG.atWarn().addKeyValue("why", notNow.getMessage()).log("The shares wait for the broker");
    }
  }

  private synchronized void read(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    polledAt = System.nanoTime();
    for (var message : records) {
      BridgeTopic.read(message.key(), message.value())
          .ifPresent(progress -> known.put(progress.stream(), progress));
    }
  }

  /// Where partitions end that were just assigned. Not asked in the callback, which is not called
  /// again when that fails.
  private void askForEnds() {
    Set<TopicPartition> fresh = withoutEnds();
    if (!fresh.isEmpty()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(fresh, ANSWER);
      synchronized (this) {
        assigned.replaceAll(
            (partition, part) ->
                ends.containsKey(partition)
                    ? new Assigned(OptionalLong.of(ends.get(partition)), part.term(), false)
                    : part);
      }
    }
  }

  private synchronized Set<TopicPartition> withoutEnds() {
    return assigned.entrySet().stream()
        .filter(part -> part.getValue().until().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private synchronized void noteRead() {
    assigned.replaceAll(
        (partition, part) -> !part.isRead() && isReached(partition, part) ? part.read() : part);
  }

  private boolean isReached(TopicPartition partition, Assigned part) {
    try {
      return part.until().isPresent()
          && consumer.position(partition, Duration.ZERO) >= part.until().getAsLong();
    } catch (TimeoutException notNow) {
      return false;
    }
  }

  private synchronized void assigned(Collection<TopicPartition> added) {
    consumer.seekToBeginning(added);
    terms++;
    added.forEach(
        partition -> assigned.put(partition, new Assigned(OptionalLong.empty(), terms, false)));
  }

  private synchronized void revoked(Collection<TopicPartition> removed) {
    assigned.keySet().removeAll(removed);
  }

  /// Whether this is known recently enough: an instance that stood still for longer may have been
  /// replaced.
  public synchronized boolean areCertain() {
    return System.nanoTime() - polledAt < CERTAIN.toNanos();
  }

  /// The streams that this instance bridges, once all was read that others have written of them.
  public synchronized List<Share> held() {
    var held = new ArrayList<Share>();
    for (String stream : streams) {
      int partition = BridgeTopic.partition(stream);
      Assigned part = assigned.get(new TopicPartition(topic, partition));
      if (part != null && part.isRead() && areCertain()) {
        held.add(
            new Share(
                known.getOrDefault(stream, StreamProgress.unread(stream)), partition, part.term()));
      }
    }
    return held;
  }

  /// Completes when this dies.
  public CompletableFuture<Throwable> death() {
    return death;
  }

  @Override
  public void close() {
    closing = true;
    if (!thread.isAlive()) {
      consumer.close(LEAVING);
      return;
    }
    consumer.wakeup();
    try {
      thread.join(CLOSE_WITHIN.multipliedBy(2));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
