package org.rollbook.testkit.lms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.event.EventHeaders;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.model.lms.AbsentRow;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.EventPayload;
import org.rollbook.testkit.campus.GradeUpdate;
import org.rollbook.testkit.campus.OpenEdxDeserializer;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.Truth;

/// Adds the readings that the reconciler publishes to the truth, and compares each with what the
/// tables had.
public final class ReadingListener implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private static final Clock CLOCK = Clock.systemUTC();

  private final String topic;
  private final Truth truth;
  private final LmsTables tables;
  private final Duration margin;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final Consumer<String> wrong;
  private final Instant begun = now();
  private long asked;
  private long done;
  private boolean closed;

  private ReadingListener(
      String bootstrapServers,
      TopicPrefix site,
      Truth truth,
      LmsTables tables,
      Duration margin,
      Consumer<String> wrong) {
    this.topic = LmsRows.nameIn(site);
    this.truth = truth;
    this.tables = tables;
    this.margin = margin;
    this.wrong = wrong;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "allow.auto.create.topics", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    thread = Thread.ofPlatform().name("readings").daemon().unstarted(this::listen);
  }

  /// Starts to listen, and to feed the truth.
  ///
  /// @param margin that the reconciler subtracts from the time at which it reads
  /// @param wrong receives each reading of what the table did not have at that time
  public static ReadingListener start(
      String bootstrapServers,
      TopicPrefix site,
      Truth truth,
      LmsTables tables,
      Duration margin,
      Consumer<String> wrong) {
    var listener = new ReadingListener(bootstrapServers, site, truth, tables, margin, wrong);
    listener.thread.start();
    truth.fedBy(listener::catchUp);
    return listener;
  }

  /// Waits until the truth has every reading that is on the bus now.
  public synchronized void catchUp() {
    long mine = ++asked;
    while (done < mine && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    end();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void listen() {
    try (consumer) {
      while (!isClosed()) {
        long before = asked();
        if (isThere()) {
          readToTheEnd();
        }
        answer(before);
      }
    } catch (RuntimeException failed) {
      wrong.accept("readings cannot be read: " + failed);
    } finally {
      end();
    }
  }

  private synchronized void end() {
    closed = true;
    notifyAll();
  }

  private synchronized long asked() {
    return asked;
  }

  private synchronized void answer(long before) {
    done = before;
    notifyAll();
  }

  /// Whether the topic is there; whoever comes first creates it.
  private boolean isThere() {
    if (consumer.assignment().isEmpty()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    if (consumer.assignment().isEmpty()) {
      LockSupport.parkNanos(POLL.toNanos());
      return false;
    }
    return true;
  }

  private void readToTheEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    do {
      consumer.poll(POLL).forEach(this::add);
    } while (!isClosed()
        && ends.entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue()));
  }

  private void add(ConsumerRecord<byte[], byte[]> message) {
    var type = new EventType(header(message, EventHeaders.TYPE));
    if (type.equals(LmsEnrollment.READ.type())) {
      LmsEnrollment row = decoded(LmsEnrollment.READ.codec(), message);
      EventStamp stamp = add(message, at -> TrueEnrollment.ofReading(row, at));
      check(stamp, tables.enrollments(), LmsTables.key(row), Optional.of(row));
    } else if (type.equals(LmsEnrollment.ABSENT.type())) {
      AbsentRow row = decoded(LmsEnrollment.ABSENT.codec(), message);
      EventStamp stamp = add(message, at -> TrueEnrollment.ofReading(row, at));
      check(stamp, tables.enrollments(), key(row), Optional.empty());
    } else if (type.equals(LmsGrade.READ.type())) {
      LmsGrade row = decoded(LmsGrade.READ.codec(), message);
      EventStamp stamp = add(message, at -> GradeUpdate.ofReading(row, at));
      check(stamp, tables.grades(), LmsTables.key(row), Optional.of(row));
    } else if (type.equals(LmsGrade.ABSENT.type())) {
      AbsentRow row = decoded(LmsGrade.ABSENT.codec(), message);
      EventStamp stamp = add(message, at -> GradeUpdate.ofReading(row, at));
      check(stamp, tables.grades(), key(row), Optional.empty());
    }
  }

  private EventStamp add(
      ConsumerRecord<byte[], byte[]> message, Function<EventStamp, EventPayload> payload) {
    EventStamp stamp = OpenEdxDeserializer.stamp(message.headers());
    truth.sending(payload.apply(stamp)).acknowledged(now());
    return stamp;
  }

  private <T> void check(
      EventStamp stamp, TableHistory<T> table, LearnerCourse key, Optional<T> row) {
    Instant readAt = stamp.eventTime().plus(margin);
    if (readAt.isAfter(begun) && !table.hadSince(key, row, readAt)) {
      wrong.accept("%s was read as %s at %s or later".formatted(key, row, readAt));
    }
  }

  private static Instant now() {
    return CLOCK.instant();
  }

  private static LearnerCourse key(AbsentRow row) {
    return new LearnerCourse(row.learner(), row.course());
  }

  private static <T> T decoded(AvroCodec<T> codec, ConsumerRecord<byte[], byte[]> message) {
    try {
      var framed = ConfluentFraming.parse(message.value()).orElseThrow();
      var avro = new byte[framed.avro().remaining()];
      framed.avro().duplicate().get(avro);
      return AvroBytes.fromPlain(codec, avro);
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
