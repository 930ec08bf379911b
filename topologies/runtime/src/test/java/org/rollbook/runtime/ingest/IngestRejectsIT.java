package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.event.RejectCause;

/// A thousand broken messages between good ones: every kind there is, and equally many of each.
class IngestRejectsIT {

  private static final int OF_EACH_KIND = 56;

  private static final byte[] GOOD = Words.framed(Words.SCHEMA_ID, "word");

  private final Running running = new Running().inAHurry();
  private final Random random = new Random(42);
  private final List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
  private final List<RejectCause> expected = new ArrayList<>();
  private Ingest ingest;

  @BeforeEach
  void start() {
    running.kafka.client().createTopic(running.topic, 3);
    running
        .kafka
        .client()
        .createTopic(running.secondTopic, 1, Map.of("message.timestamp.type", "LogAppendTime"));
    ingest = running.started("one");
  }

  @AfterEach
  void stop() {
    Running.stop(ingest);
  }

  @Test
  void shouldMakeOneDeadLetterOfEachBrokenMessageAndLoseNoGoodOne() {
    for (int i = 0; i < OF_EACH_KIND; i++) {
      breakHeaders(i);
      breakValues(i);
    }
    var broken = sentWithGoodOnesBetween();

    await().untilAsserted(() -> assertThat(running.causes()).hasSameSizeAs(broken));
    assertThat(running.causes()).isEqualTo(broken);
    await().untilAsserted(() -> assertThat(running.words()).hasSize(broken.size()));
    assertThat(broken).hasSizeGreaterThan(1_000);
  }

  /// Where each broken message is, and why it should be rejected.
  private Map<String, String> sentWithGoodOnesBetween() {
    var mixed = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int i = 0; i < messages.size(); i++) {
      mixed.add(messages.get(i));
      mixed.add(Words.message(running.topic, "good-" + i, "good-" + i));
    }
    List<RecordMetadata> sent = running.kafka.client().send(mixed);
    var broken = new TreeMap<String, String>();
    for (int i = 0; i < messages.size(); i++) {
      RecordMetadata at = sent.get(2 * i);
      broken.put(at.topic() + "-" + at.partition() + "-" + at.offset(), expected.get(i).word());
    }
    return broken;
  }

  private void breakHeaders(int i) {
    broken(RejectCause.NO_TYPE, GOOD, without("ce_type"));
    broken(RejectCause.NO_TYPE, GOOD, with(Words.header("ce_type", "")));
    broken(RejectCause.REPEATED_HEADER, GOOD, twice("ce_type"));
    broken(RejectCause.REPEATED_HEADER, GOOD, twice("ce_id"));
    broken(RejectCause.NOT_UTF8, GOOD, with(new RecordHeader("ce_type", notUtf8(i))));
    broken(RejectCause.NOT_UTF8, GOOD, with(new RecordHeader("ce_source", notUtf8(i))));
    broken(RejectCause.NO_ID, GOOD, without("ce_id"));
    broken(RejectCause.NO_TIME, GOOD, without("ce_time"));
    broken(RejectCause.BAD_TIME, GOOD, with(Words.header("ce_time", "tomorrow " + i)));
    // Brokers refuse timestamps more than an hour ahead; it must still be future when it is read.
    Instant future = Instant.now().plus(Duration.ofMinutes(40 + i % 15));
    broken(RejectCause.FROM_THE_FUTURE, GOOD, with(Words.header("ce_time", future.toString())));
    messages.add(
        new ProducerRecord<>(
            running.topic,
            null,
            future.toEpochMilli(),
            null,
            GOOD,
            with(Words.header("ce_time", future.toString()))));
    expected.add(RejectCause.FROM_THE_FUTURE);
    messages.add(
        Words.message(running.secondTopic, GOOD, with(Words.header("ce_time", future.toString()))));
    expected.add(RejectCause.FROM_THE_FUTURE);
  }

  private void breakValues(int i) {
    broken(RejectCause.NOT_FRAMED, null, Words.headers("e"));
    broken(RejectCause.NOT_FRAMED, Arrays.copyOf(GOOD, i % 5), Words.headers("e"));
    byte[] magic = GOOD.clone();
    magic[0] = (byte) (1 + i);
    broken(RejectCause.NOT_FRAMED, magic, Words.headers("e"));
    broken(
        RejectCause.UNKNOWN_SCHEMA,
        Words.framed(1_000 + random.nextInt(50), "w"),
        Words.headers("e"));
    broken(
        RejectCause.UNDECODABLE,
        Arrays.copyOf(GOOD, 5 + random.nextInt(GOOD.length - 5)),
        Words.headers("e"));
    broken(RejectCause.UNDECODABLE, Arrays.copyOf(GOOD, GOOD.length + 1 + i), Words.headers("e"));
    broken(
        RejectCause.BAD_COURSE_KEY,
        Words.framed(Words.SCHEMA_ID, "not a word " + i),
        Words.headers("e"));
  }

  private void broken(RejectCause cause, byte @Nullable [] value, List<Header> headers) {
    messages.add(new ProducerRecord<>(running.topic, null, "key".getBytes(UTF_8), value, headers));
    expected.add(cause);
  }

  private static byte[] notUtf8(int i) {
    return new byte[] {'a', (byte) (0x80 + i), (byte) 0xff};
  }

  private static List<Header> without(String name) {
    var headers = new ArrayList<>(Words.headers("e"));
    headers.removeIf(header -> header.key().equals(name));
    return headers;
  }

  private static List<Header> with(Header header) {
    var headers = without(header.key());
    headers.add(header);
    return headers;
  }

  private static List<Header> twice(String name) {
    var headers = new ArrayList<>(Words.headers("e"));
    headers.add(Words.header(name, "again"));
    return headers;
  }
}
