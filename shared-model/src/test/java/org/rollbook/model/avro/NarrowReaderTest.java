package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

final class NarrowReaderTest {

  private static final Schema WANTED =
      SchemaBuilder.record("Event").namespace("ours").fields().requiredString("mode").endRecord();

  private static final Schema WRITER =
      SchemaBuilder.record("Event")
          .namespace("theirs")
          .fields()
          .requiredString("email")
          .requiredString("mode")
          .endRecord();

  private final NarrowReader reader = new NarrowReader(WANTED);

  @Test
  void shouldKeepOnlyWantedFields() throws IOException, DecodeException {
    byte[] bytes = write(WRITER, List.of("bob@example.com", "audit"));

    assertThat(reader.read(WRITER, ByteBuffer.wrap(bytes))).hasToString("{\"mode\": \"audit\"}");
  }

  @Test
  void shouldNotDecodeUnwantedFields() throws IOException, DecodeException {
    byte[] bytes = write(WRITER, List.of("bob@example.com", "audit"));
    // Not UTF-8 any more: decoding the address would fail.
    bytes[3] = (byte) 0xff;

    assertThat(reader.read(WRITER, ByteBuffer.wrap(bytes)).get("mode")).isEqualTo("audit");
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> new NarrowReader(WRITER).read(WRITER, ByteBuffer.wrap(bytes)));
  }

  @Test
  void shouldIgnoreFieldsThatANewerWriterAdds() throws IOException, DecodeException {
    Schema newer =
        SchemaBuilder.record("Event")
            .fields()
            .optionalString("referrer")
            .requiredString("mode")
            .name("tags")
            .type()
            .map()
            .values()
            .stringType()
            .noDefault()
            .endRecord();
    var value = new GenericData.Record(newer);
    value.put("referrer", "mail");
    value.put("mode", "verified");
    value.put("tags", Map.of("a", "b"));

    assertThat(reader.read(newer, ByteBuffer.wrap(write(value))).get("mode")).isEqualTo("verified");
  }

  @Test
  void shouldReadTextAsStrings() throws IOException, DecodeException {
    byte[] bytes = write(WRITER, List.of("", "audit"));

    assertThat(reader.read(WRITER, ByteBuffer.wrap(bytes)).get("mode")).isInstanceOf(String.class);
  }

  @Test
  void shouldNotMoveThePositionOfTheBuffer() throws IOException, DecodeException {
    byte[] framed = ConfluentFraming.framed(7, write(WRITER, List.of("", "audit")));
    ByteBuffer avro = ConfluentFraming.parse(framed).orElseThrow().avro();

    assertThat(reader.read(WRITER, avro)).isEqualTo(reader.read(WRITER, avro));
    assertThat(avro.position()).isZero();
  }

  @Test
  void shouldRefuseAWriterWithoutAWantedField() {
    Schema lacking = SchemaBuilder.record("Event").fields().requiredString("email").endRecord();

    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> reader.read(lacking, ByteBuffer.wrap(write(lacking, List.of("bob")))))
        .withMessageContaining("mode")
        .withMessageNotContaining("bob");
  }

  @Test
  void shouldRefuseASchemaForSomethingElse() {
    for (Schema other :
        List.of(Schema.create(Schema.Type.STRING), Schema.create(Schema.Type.NULL))) {
      assertThatExceptionOfType(DecodeException.class)
          .isThrownBy(() -> reader.read(other, ByteBuffer.wrap(new byte[] {2, 'x'})));
    }
  }

  @Test
  void shouldRefuseEveryShorterAndEveryLongerMessage() throws IOException {
    byte[] bytes = write(WRITER, List.of("bob@example.com", "audit"));

    for (int length = 0; length < bytes.length; length++) {
      assertRefused(ByteBuffer.wrap(bytes, 0, length));
    }
    assertRefused(ByteBuffer.allocate(bytes.length + 1).put(bytes).rewind());
  }

  @Test
  void shouldSkipAValueThatNestsAMillionDeep() throws DecodeException {
    Schema recursive =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Event", "fields": [
                  {"name": "extra", "type": {"type": "record", "name": "Node", "fields": [
                    {"name": "next", "type": ["null", "Node"]}]}},
                  {"name": "mode", "type": "string"}]}
                """);
    byte[] deep = new byte[1_000_000];
    Arrays.fill(deep, (byte) 2);
    ByteBuffer message = ByteBuffer.allocate(deep.length + 3).put(deep).put(new byte[] {0, 2, 'x'});

    assertThat(reader.read(recursive, message.rewind()).get("mode")).isEqualTo("x");
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> reader.read(recursive, ByteBuffer.wrap(deep)));
    assertThat(reader.read(recursive, message.rewind()).get("mode")).isEqualTo("x");
  }

  @Test
  void shouldBeSafeForManyThreads() throws IOException, InterruptedException, ExecutionException {
    byte[] good = write(WRITER, List.of("bob@example.com", "audit"));
    byte[] bad = Arrays.copyOf(good, good.length - 1);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Object>> results =
          Stream.generate(() -> threads.submit(() -> modeAfter(bad, good))).limit(2_000).toList();

      for (Future<Object> result : results) {
        assertThat(result.get()).isEqualTo("audit");
      }
    }
  }

  private Object modeAfter(byte[] bad, byte[] good) throws DecodeException {
    assertRefused(ByteBuffer.wrap(bad));
    return reader.read(WRITER, ByteBuffer.wrap(good)).get("mode");
  }

  private void assertRefused(ByteBuffer bytes) {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> reader.read(WRITER, bytes))
        .withMessageNotContaining("bob");
  }

  private static byte[] write(Schema schema, List<String> texts) throws IOException {
    var value = new GenericData.Record(schema);
    for (int i = 0; i < texts.size(); i++) {
      value.put(i, texts.get(i));
    }
    return write(value);
  }

  private static byte[] write(GenericRecord value) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Encoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
