package org.rollbook.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.topic.Partitions;

class JournalTest {

  private static final Stamped<String> EVENT =
      new Stamped<>(
          new EventStamp(
              Instant.parse("2026-08-20T12:34:56.789012Z"),
              EnrollmentEvents.CHANGED.type(),
              "67e1bd4a",
              "openedx/lms/web"),
          new SourcePosition("enrolled", 3, 1234),
          "Ada");

  private static final Journal<String> JOURNAL =
      new Journal<>(
          "by-name",
          name -> name.getBytes(UTF_8),
          name -> name.substring(0, 1).getBytes(UTF_8),
          JournalFormats.of(new TextCodec()));

  @Test
  void shouldReadWhatItWrote() {
    JournalCodec<String> values = JOURNAL.values();

    assertThat(values.fromBytes(values.toBytes(EVENT))).isEqualTo(EVENT);
  }

  @Test
  void shouldKeepATypeThatItDoesNotRead() {
    JournalCodec<String> values = JOURNAL.values();
    var stamp =
        new EventStamp(
            EVENT.stamp().eventTime(), new EventType("org.openedx.later.v1"), "67e1bd4a", "");
    var later = new Stamped<>(stamp, EVENT.position(), "Ada");

    assertThat(values.fromBytes(values.toBytes(later))).isEqualTo(later);
  }

  @Test
  void shouldWriteAFormatByteAndThenAvroOfItsSchema() throws Exception {
    byte[] bytes = JOURNAL.values().toBytes(EVENT);

    var reader = new GenericDatumReader<GenericRecord>(JOURNAL.values().schema());
    var avro = DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null);
    assertThat(bytes[0]).isEqualTo((byte) 1);
    assertThat(reader.read(null, avro).get("said")).hasToString("Ada");
  }

  @Test
  void shouldKeyByViewKeyAndEventAndPartitionByTheFirstPart() {
    assertThat(JournalKey.viewKeyOf(JOURNAL.keyOf(EVENT))).isEqualTo("Ada".getBytes(UTF_8));
    assertThat(JournalKey.eventIdOf(JOURNAL.keyOf(EVENT))).isEqualTo("67e1bd4a");
    assertThat(JOURNAL.partitionOf(EVENT, 7)).isEqualTo(Partitions.of("A".getBytes(UTF_8), 7));
  }

  @Test
  void shouldRefuseWhatIsNoJournalRecord() {
    assertThatThrownBy(() -> JOURNAL.values().fromBytes(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
