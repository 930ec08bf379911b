package org.rollbook.testkit.lms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
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
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.GradeUpdate;
import org.rollbook.testkit.campus.Score;
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
      enrollment(message, decoded(LmsEnrollment.READ.codec(), message));
    } else if (type.equals(LmsEnrollment.ABSENT.type())) {
      AbsentRow absent = decoded(LmsEnrollment.ABSENT.codec(), message);
      truth.sending(TrueEnrollment.absent(key(absent), stamp(message))).acknowledged(now());
      check(message, tables.enrollments(), rowOf(absent), Optional.empty());
    } else if (type.equals(LmsGrade.READ.type())) {
      grade(message, decoded(LmsGrade.READ.codec(), message));
    } else if (type.equals(LmsGrade.ABSENT.type())) {
      AbsentRow absent = decoded(LmsGrade.ABSENT.codec(), message);
      truth.sending(GradeUpdate.absent(key(absent), stamp(message))).acknowledged(now());
      check(message, tables.grades(), rowOf(absent), Optional.empty());
    }
  }

  private void enrollment(ConsumerRecord<byte[], byte[]> message, LmsEnrollment row) {
    var key = new LearnerCourse(row.learner(), row.course());
    truth
        .sending(
            new TrueEnrollment(
                new CampusEnrollmentKey(row.learner(), row.course()),
                row.mode(),
                row.active(),
                row.created().orElse(Instant.EPOCH),
                stamp(message)))
        .acknowledged(now());
    check(message, tables.enrollments(), key, Optional.of(row));
  }

  private void grade(ConsumerRecord<byte[], byte[]> message, LmsGrade row) {
    var key = new LearnerCourse(row.learner(), row.course());
    truth
        .sending(
            GradeUpdate.ofReading(
                new CampusEnrollmentKey(row.learner(), row.course()),
                new Score(
                    row.percent(), row.letter(), row.gradingPolicyHash(), row.courseVersion()),
                row.passedAt(),
                stamp(message)))
        .acknowledged(now());
    check(message, tables.grades(), key, Optional.of(row));
  }

  private <T> void check(
      ConsumerRecord<byte[], byte[]> message,
      TableHistory<T> table,
      LearnerCourse key,
      Optional<T> row) {
    Instant readAt = stamp(message).eventTime().plus(margin);
    if (readAt.isAfter(begun) && !table.hadSince(key, row, readAt)) {
      wrong.accept("%s was read as %s at %s or later".formatted(key, row, readAt));
    }
  }

  private static Instant now() {
    return CLOCK.instant();
  }

  private static CampusEnrollmentKey key(AbsentRow row) {
    return new CampusEnrollmentKey(row.learner(), row.course());
  }

  private static LearnerCourse rowOf(AbsentRow row) {
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

  private static EventStamp stamp(ConsumerRecord<byte[], byte[]> message) {
    return new EventStamp(
        OffsetDateTime.parse(header(message, EventHeaders.TIME)).toInstant(),
        new EventType(header(message, EventHeaders.TYPE)),
        header(message, EventHeaders.ID),
        header(message, EventHeaders.SOURCE));
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
