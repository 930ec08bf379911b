package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.lms.LmsPass;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.time.BrokerTimes;
import org.rollbook.runtime.watermark.CompletedPass;

class EventDecoderTest {

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final BrokerTime TIME = BrokerTimes.agreeingWith(Clock.fixed(NOW, ZoneOffset.UTC));

  private static final PassReader PASSES =
      new PassReader(Words.READINGS, Words.SUBSCRIPTION.table());

  private final FakeRegistry registry = new FakeRegistry();
  private final EventDecoder<String> decoder =
      new EventDecoder<>(Words.SUBSCRIPTION.readers(), PASSES, registry, TIME, SKEW);

  @Test
  void shouldUnderstandAGoodMessage() {
    var routing = routingOf(NOW, TimestampType.CREATE_TIME, NOW);

    assertThat(routing)
        .isInstanceOfSatisfying(
            Routing.Understood.class,
            understood -> {
              assertThat(understood.event().payload()).isEqualTo("word");
              assertThat(understood.event().position())
                  .isEqualTo(new SourcePosition("words", 0, 0));
              assertThat(understood.event().stamp().eventTime()).isEqualTo(NOW);
            });
  }

  @Test
  void shouldSkipOtherTypesWithoutLookingFurther() {
    var message = timed(NOW, Words.header("ce_type", "a.b.v1"), Words.header("ce_type2", "x"));

    assertThat(decoder.routingOf(message)).isEqualTo(new Routing.Skipped<String>("a.b.v1"));
    assertThat(registry.questions()).isZero();
  }

  @Test
  void shouldRejectHeadersThatCannotBeUnderstood() {
    assertRejected(timed(NOW, Words.header("ce_type", "")), RejectCause.NO_TYPE);
    assertRejected(timed(NOW, Words.header("ce_id", "")), RejectCause.NO_ID);
    assertRejected(timed(NOW, Words.header("ce_time", "")), RejectCause.NO_TIME);
    assertRejected(timed(NOW, Words.header("ce_time", "yesterday")), RejectCause.BAD_TIME);
    assertRejected(
        timed(NOW, new RecordHeader("ce_type", new byte[] {(byte) 0xff})), RejectCause.NOT_UTF8);
    assertRejected(
        timed(NOW, Words.header("ce_id", "e1"), Words.header("ce_id", "e2")),
        RejectCause.REPEATED_HEADER);
  }

  @Test
  void shouldRejectWhatIsNotFramed() {
    assertRejected(RejectCause.NOT_FRAMED, null);
    assertRejected(RejectCause.NOT_FRAMED, new byte[0]);
    assertRejected(RejectCause.NOT_FRAMED, new byte[] {0, 0, 0, 0});
    assertRejected(RejectCause.NOT_FRAMED, new byte[] {1, 0, 0, 0, Words.SCHEMA_ID, 2, 2, 2, 2});
  }

  @Test
  void shouldRejectAMessageWhoseReaderThrows() {
    assertRejected(RejectCause.UNDECODABLE, Words.framed(Words.SCHEMA_ID, Words.FATAL));
  }

  @Test
  void shouldRejectWhatDoesNotFitItsSchema() {
    byte[] good = Words.framed(Words.SCHEMA_ID, "word");

    assertRejected(RejectCause.UNDECODABLE, Arrays.copyOf(good, good.length - 1));
    assertRejected(RejectCause.UNDECODABLE, Arrays.copyOf(good, good.length + 1));
  }

  @Test
  void shouldRejectASchemaOfAnotherEvent() {
    registry.put(8, Words.writerOf("org.openedx.other.v1"));
    registry.put(9, Schema.create(Schema.Type.STRING));

    assertRejected(RejectCause.UNDECODABLE, Words.framed(8, "word"));
    assertRejected(RejectCause.UNDECODABLE, Words.framed(9, "word"));
  }

  @Test
  void shouldRejectWhatTheReaderRefuses() {
    assertRejected(RejectCause.BAD_COURSE_KEY, Words.framed(Words.SCHEMA_ID, "two words"));
  }

  @Test
  void shouldWaitForASchemaThatIsUnknown() {
    assertThat(decoder.routingOf(Messages.ofSchema(1000, 0)))
        .isEqualTo(new Routing.SchemaUnknown<String>(1000));
  }

  @Test
  void shouldNotDecideWhileTheRegistryIsDown() {
    registry.answer(new SchemaLookup.Unreachable("no route"));

    assertThat(decoder.routingOf(Messages.ofSchema(Words.SCHEMA_ID, 0)))
        .isEqualTo(
            new Routing.Undecided<String>(
                Words.SCHEMA_ID, new SchemaLookup.Unreachable("no route")));
  }

  @Test
  void shouldAskTheRegistryAnewBeforeItCallsAMessageBroken() {
    var forgetful =
        new FakeRegistry() {
          @Override
          public SchemaLookup recheck(int id) {
            return new SchemaLookup.Forgotten("given to another schema");
          }
        };
    var wary = new EventDecoder<>(Words.SUBSCRIPTION.readers(), PASSES, forgetful, TIME, SKEW);

    assertThat(wary.routingOf(Messages.valued(new byte[] {0, 0, 0, 0, Words.SCHEMA_ID, 9})))
        .isEqualTo(
            new Routing.Undecided<String>(
                Words.SCHEMA_ID, new SchemaLookup.Forgotten("given to another schema")));
  }

  @Test
  void shouldRejectTheFutureByOurClockWhereTheProducerStampsTheMessage() {
    Instant future = NOW.plus(SKEW).plusMillis(1);

    assertThat(routingOf(future, TimestampType.CREATE_TIME, future))
        .isInstanceOfSatisfying(
            Routing.Rejected.class,
            rejected ->
                assertThat(rejected.rejection().rejectCause())
                    .isEqualTo(RejectCause.FROM_THE_FUTURE));
    assertThat(routingOf(NOW.plus(SKEW), TimestampType.CREATE_TIME, NOW))
        .isInstanceOf(Routing.Understood.class);
  }

  @Test
  void shouldRejectTheFutureByTheBrokersClockWhereItStampsTheMessage() {
    Instant then = NOW.minus(Duration.ofDays(7));

    assertThat(routingOf(then.plus(SKEW).plusMillis(1), TimestampType.LOG_APPEND_TIME, then))
        .isInstanceOf(Routing.Rejected.class);
    assertThat(
            routingOf(
                NOW.plus(SKEW).plusSeconds(9), TimestampType.LOG_APPEND_TIME, NOW.plusSeconds(9)))
        .isInstanceOf(Routing.Understood.class);
  }

  @Test
  void shouldReadAPassOverItsOwnTable() {
    assertThat(decoder.routingOf(pass(Words.READINGS, Words.TABLE)))
        .isEqualTo(
            new Routing.Compared<String>(
                new CompletedPass(
                    NOW.minusSeconds(60), NOW.minusSeconds(660), NOW.plusSeconds(1))));
  }

  @Test
  void shouldSkipAPassOverAnotherTable() {
    assertThat(decoder.routingOf(pass(Words.READINGS, "others_other")))
        .isInstanceOf(Routing.Skipped.class);
  }

  /// Whoever may write to a topic of Open edX could else make any view complete.
  @Test
  void shouldSkipAPassOnAnotherTopic() {
    assertThat(decoder.routingOf(pass("words", Words.TABLE))).isInstanceOf(Routing.Skipped.class);
  }

  private ConsumerRecord<byte[], byte[]> pass(String topic, String table) {
    registry.put(12, LmsPass.COMPLETED.codec().schema());
    byte[] value =
        AvroBytes.plain(
            LmsPass.COMPLETED.codec(),
            new LmsPass(table, NOW.minusSeconds(60), NOW.minusSeconds(660)));
    return Messages.record(
        topic,
        0,
        0,
        TimestampType.LOG_APPEND_TIME,
        NOW,
        ConfluentFraming.framed(12, value),
        headers(
            Words.header("ce_type", LmsPass.COMPLETED.type().wireName()),
            Words.header("ce_time", NOW.toString())));
  }

  private Routing<String> routingOf(Instant eventTime, TimestampType type, Instant timestamp) {
    return decoder.routingOf(
        Messages.timed(type, timestamp, headers(Words.header("ce_time", eventTime.toString()))));
  }

  private void assertRejected(RejectCause cause, byte @Nullable [] value) {
    var message = timed(NOW);
    assertRejected(
        new ConsumerRecord<>(
            "words",
            0,
            0,
            message.timestamp(),
            message.timestampType(),
            0,
            0,
            message.key(),
            value,
            message.headers(),
            Optional.empty()),
        cause);
  }

  private void assertRejected(ConsumerRecord<byte[], byte[]> message, RejectCause cause) {
    assertThat(decoder.routingOf(message))
        .isInstanceOfSatisfying(
            Routing.Rejected.class,
            rejected -> {
              assertThat(rejected.rejection().rejectCause()).isEqualTo(cause);
              assertThat(rejected.rejection().detail()).isNotBlank();
            });
  }

  private static ConsumerRecord<byte[], byte[]> timed(Instant time, Header... headers) {
    var all = headers(headers);
    return Messages.timed(TimestampType.CREATE_TIME, time, all);
  }

  /// Those of a good message, but for these.
  private static List<Header> headers(Header... headers) {
    var all = new ArrayList<>(Words.headers("e1"));
    all.replaceAll(
        header ->
            header.key().equals("ce_time") ? Words.header("ce_time", NOW.toString()) : header);
    for (Header header : headers) {
      all.removeIf(other -> other.key().equals(header.key()));
    }
    all.addAll(List.of(headers));
    return all;
  }
}
