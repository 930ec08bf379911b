package org.rollbook.enrollments.stack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.event.RejectCause;
import org.rollbook.testkit.campus.EditedEvent;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.site.Site;

/// Every known way to break a good message, more than a thousand of them.
final class BrokenMessages {

  /// The largest value that the broker accepts together with its headers.
  private static final int LARGEST = 1_040_000;

  private static final int OF_A_KIND = 50;

  private static final List<String> METADATA =
      List.of(
          "ce_type", "ce_id", "ce_source", "ce_time", "ce_minorversion", "sourcehost", "sourcelib");

  private final ProducedEvent good;
  private final int otherSchema;
  private final List<Broken> all = new ArrayList<>();

  /// A broken message, and the expected reason of its rejection.
  record Broken(ProducerRecord<byte[], byte[]> message, RejectCause expected) {}

  /// Breaks a good message.
  ///
  /// @param otherSchema the id of a schema of no event
  private BrokenMessages(ProducedEvent good, int otherSchema) {
    this.good = good;
    this.otherSchema = otherSchema;
  }

  static List<Broken> of(ProducedEvent good, int otherSchema) {
    var messages = new BrokenMessages(good, otherSchema);
    messages.breakFraming();
    messages.breakBody();
    messages.breakPayload();
    messages.breakHeaders();
    messages.breakTimes();
    return List.copyOf(messages.all);
  }

  /// A message with a schema that nobody registers; it is rejected only after a while.
  static Broken ofUnknownSchema(ProducedEvent good, int schemaId) {
    var messages = new BrokenMessages(good, 0);
    messages.add(RejectCause.UNKNOWN_SCHEMA, messages.withSchema(schemaId), good.headers());
    return messages.all.getFirst();
  }

  private void breakFraming() {
    add(RejectCause.NOT_FRAMED, null, good.headers());
    IntStream.range(0, 5).forEach(length -> addValue(RejectCause.NOT_FRAMED, cut(length)));
    IntStream.range(1, 256)
        .forEach(
            magic -> {
              byte[] value = good.value().clone();
              value[0] = (byte) magic;
              addValue(RejectCause.NOT_FRAMED, value);
            });
    byte[] largest = new byte[LARGEST];
    Arrays.fill(largest, (byte) 'x');
    addValue(RejectCause.NOT_FRAMED, largest);
  }

  private void breakBody() {
    IntStream.range(5, good.value().length)
        .forEach(end -> addValue(RejectCause.UNDECODABLE, cut(end)));
    IntStream.range(1, OF_A_KIND)
        .forEach(
            more ->
                addValue(
                    RejectCause.UNDECODABLE,
                    Arrays.copyOf(good.value(), good.value().length + more)));
    addValue(RejectCause.UNDECODABLE, withSchema(otherSchema));
    // The username follows its length, which here exceeds the rest.
    String username = good.publication().event().learner().username();
    int length =
        new String(good.value(), ISO_8859_1)
                .indexOf(new String(username.getBytes(UTF_8), ISO_8859_1))
            - 1;
    IntStream.range(0, OF_A_KIND)
        .forEach(
            more -> {
              byte[] value = good.value().clone();
              value[length] = (byte) 0xFE;
              value[length + 1] = (byte) (0x80 | more);
              value[length + 2] = 0x7F;
              addValue(RejectCause.UNDECODABLE, value);
            });
  }

  private void breakPayload() {
    IntStream.range(101, 101 + OF_A_KIND)
        .forEach(
            letters -> edit(RejectCause.UNDECODABLE, all -> all.put("mode", "m".repeat(letters))));
    String course = good.payload().key().course().value();
    for (String wrong :
        List.of(
            "",
            " ",
            "edX",
            "course-v1:edX",
            course + " ",
            course + "/x/y",
            "course-v1:a+b+c+d+e",
            course + "x".repeat(255),
            course + "\n")) {
      edit(
          RejectCause.BAD_COURSE_KEY,
          all -> ((GenericRecord) all.get("course")).put("course_key", wrong));
    }
    for (long wrong : new long[] {0, -1, -4242, Long.MIN_VALUE}) {
      edit(RejectCause.BAD_LEARNER_ID, all -> ((GenericRecord) all.get("user")).put("id", wrong));
    }
    for (String wrong :
        List.of(
            "",
            "now",
            "2026-13-01T00:00:00",
            "2026-02-30T00:00:00+00:00",
            "0001-01-01T00:00:00+05:30",
            "9".repeat(100),
            "20260820")) {
      edit(RejectCause.BAD_TIME, all -> all.put("creation_date", wrong));
    }
  }

  private void edit(RejectCause expected, Consumer<GenericRecord> enrollment) {
    var message =
        EditedEvent.of(
            good,
            Site.PARTITIONS,
            Map.of(),
            record -> enrollment.accept((GenericRecord) record.get("enrollment")));
    all.add(new Broken(message, expected));
  }

  private void breakHeaders() {
    addHeaders(RejectCause.NO_TYPE, without("ce_type"));
    addHeaders(RejectCause.NO_TYPE, with("ce_type", ""));
    addHeaders(RejectCause.NO_ID, without("ce_id"));
    addHeaders(RejectCause.NO_ID, with("ce_id", ""));
    addHeaders(RejectCause.NO_TIME, without("ce_time"));
    addHeaders(RejectCause.NO_TIME, with("ce_time", ""));
    IntStream.range(0, OF_A_KIND)
        .forEach(i -> addHeaders(RejectCause.NO_ID, with("ce_id", "i".repeat(256 + i * 1_000))));
    for (String name : METADATA) {
      addHeaders(RejectCause.REPEATED_HEADER, twice(name, "again"));
      addHeaders(RejectCause.REPEATED_HEADER, twice(name, ""));
    }
    for (String name : List.of("ce_type", "ce_id", "ce_source", "ce_time")) {
      IntStream.range(0x80, 0x80 + OF_A_KIND)
          .forEach(
              alone ->
                  addHeaders(
                      RejectCause.NOT_UTF8, with(name, new byte[] {'a', (byte) alone, 'z'})));
    }
  }

  private void breakTimes() {
    for (String wrong :
        List.of(
            "now",
            "1790000000",
            "2026-08-20",
            "2026-08-20 12:34:56",
            "2026-08-20T25:00:00",
            "+12026-08-20T12:34:56",
            "0001-01-01T00:00:00+00:00",
            "1733-12-31T23:59:59+00:00",
            "1999-12-31T23:59:59.999999+00:00",
            "9".repeat(10_000))) {
      addHeaders(RejectCause.BAD_TIME, with("ce_time", wrong));
    }
    // Brokers refuse a record whose timestamp is more than an hour ahead.
    IntStream.range(10, 10 + OF_A_KIND)
        .mapToObj(minutes -> Instant.now().plus(Duration.ofMinutes(minutes)))
        .forEach(
            future -> {
              var headers = with("ce_time", future.toString());
              addHeaders(RejectCause.FROM_THE_FUTURE, headers);
              all.add(
                  new Broken(
                      new ProducerRecord<>(
                          good.topic(),
                          null,
                          future.toEpochMilli(),
                          good.key(),
                          good.value(),
                          headers),
                      RejectCause.FROM_THE_FUTURE));
            });
    addHeaders(RejectCause.FROM_THE_FUTURE, with("ce_time", "9999-12-31T23:59:59Z"));
  }

  private void addValue(RejectCause expected, byte[] value) {
    add(expected, value, good.headers());
  }

  private void addHeaders(RejectCause expected, List<Header> headers) {
    add(expected, good.value(), headers);
  }

  private void add(RejectCause expected, byte @Nullable [] value, List<Header> headers) {
    all.add(
        new Broken(new ProducerRecord<>(good.topic(), null, good.key(), value, headers), expected));
  }

  private byte[] cut(int length) {
    return Arrays.copyOf(good.value(), length);
  }

  private byte[] withSchema(int id) {
    byte[] value = good.value().clone();
    ByteBuffer.wrap(value).putInt(1, id);
    return value;
  }

  private List<Header> without(String name) {
    return good.headers().stream().filter(header -> !header.key().equals(name)).toList();
  }

  private List<Header> with(String name, String text) {
    return EditedEvent.headers(good, name, text);
  }

  private List<Header> with(String name, byte[] bytes) {
    var headers = new ArrayList<>(without(name));
    headers.add(new RecordHeader(name, bytes));
    return headers;
  }

  private List<Header> twice(String name, String text) {
    var headers = new ArrayList<>(good.headers());
    headers.add(new RecordHeader(name, text.getBytes(UTF_8)));
    return headers;
  }
}
