package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;

/// Compares our decoder with Avro's: it reads what Avro reads, and refuses broken input that Avro
/// accepts.
final class BoundedDecoderTest {

  /// Every type that Avro has.
  static final Schema EVERYTHING =
      SchemaBuilder.record("Everything")
          .fields()
          .requiredBoolean("a_boolean")
          .requiredInt("an_int")
          .requiredLong("a_long")
          .requiredFloat("a_float")
          .requiredDouble("a_double")
          .requiredString("a_string")
          .requiredBytes("some_bytes")
          .optionalString("an_option")
          .name("an_enum")
          .type()
          .enumeration("Grade")
          .symbols("A", "B")
          .noDefault()
          .name("a_fixed")
          .type()
          .fixed("Hash")
          .size(5)
          .noDefault()
          .name("an_array")
          .type()
          .array()
          .items()
          .map()
          .values()
          .longType()
          .noDefault()
          .endRecord();

  private static final Schema NOTHING = SchemaBuilder.record("Everything").fields().endRecord();

  @Property(tries = 300)
  void shouldReadWhatAvroReads(@ForAll long seed) throws IOException, DecodeException {
    byte[] bytes = random(seed);

    assertThat(read(EVERYTHING, bytes)).isEqualTo(readByAvro(bytes));
  }

  @Property(tries = 300)
  void shouldSkipWhatItReads(@ForAll long seed) throws IOException, DecodeException {
    assertThat(new NarrowReader(NOTHING).read(EVERYTHING, ByteBuffer.wrap(random(seed))))
        .hasToString("{}");
  }

  @Property(tries = 2_000)
  void shouldReadOrRefuseAnyBytes(@ForAll @Size(max = 60) byte[] bytes) {
    try {
      assertThat(read(EVERYTHING, bytes)).isNotNull();
    } catch (DecodeException refused) {
      assertThat(refused).hasMessageMatching("(?s)(byte )?[0-9]+.*");
    }
  }

  @Property(tries = 2_000)
  void shouldReadOrRefuseCorruptedBytes(
      @ForAll @IntRange(max = 9) int seed, @ForAll int where, @ForAll byte change)
      throws IOException {
    byte[] bytes = random(seed);
    bytes[Math.floorMod(where, bytes.length)] = change;
    try {
      assertThat(read(EVERYTHING, bytes)).isNotNull();
    } catch (DecodeException refused) {
      assertThat(refused).hasMessageMatching("(?s)(byte )?[0-9]+.*");
    }
  }

  @Example
  void shouldNotAllocateMemoryForMissingBytes() {
    long claimed = Integer.MAX_VALUE - 8L;
    for (Schema.Type type : List.of(Schema.Type.STRING, Schema.Type.BYTES)) {
      long before = allocated();
      assertRefused(Schema.create(type), varint(claimed));
      assertThat(allocated() - before).as("%s", type).isLessThan(10_000_000);
    }
    Schema longs = Schema.createArray(Schema.create(Schema.Type.LONG));
    long before = allocated();
    assertRefused(longs, varint(claimed));
    assertThat(allocated() - before).isLessThan(10_000_000);
  }

  @Example
  void shouldRefuseInvalidLengths() {
    Schema string = Schema.create(Schema.Type.STRING);

    for (long length : new long[] {-1, Long.MIN_VALUE, 1, 1L << 31, 1L << 32, Long.MAX_VALUE}) {
      assertRefused(string, varint(length));
      assertSkipRefused(string, varint(length));
    }
  }

  @Example
  void shouldRefuseInvalidBlockCounts() {
    Schema nulls = Schema.createArray(Schema.create(Schema.Type.NULL));
    Schema strings = Schema.createMap(Schema.create(Schema.Type.STRING));

    for (Schema schema : List.of(nulls, strings)) {
      for (long count : new long[] {Long.MIN_VALUE, -2_000_000_000, 2_000_000_000, 1L << 40}) {
        assertRefused(schema, varint(count));
        assertSkipRefused(schema, varint(count));
        assertRefused(schema, concat(varint(count), varint(0), varint(0)));
        assertSkipRefused(schema, concat(varint(count), varint(0), varint(0)));
      }
    }
    assertRefused(strings, concat(varint(-1), varint(-1), varint(0)));
    assertSkipRefused(strings, concat(varint(-1), varint(1L << 40), varint(0)));
  }

  @Example
  void shouldRefuseTooManyItemsInSmallBlocks() {
    Schema nulls = Schema.createArray(Schema.create(Schema.Type.NULL));
    byte[] block = varint(100_000);
    var blocks = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      blocks.writeBytes(block);
    }

    assertRefused(nulls, blocks.toByteArray());
    assertSkipRefused(nulls, blocks.toByteArray());
  }

  @Example
  void shouldReadBlocksThatStateTheirLength() throws DecodeException {
    Schema longs = Schema.createArray(Schema.create(Schema.Type.LONG));

    // Two longs in a block of two bytes, one more without a length, the end.
    byte[] bytes =
        concat(varint(-2), varint(2), varint(7), varint(8), varint(1), varint(9), varint(0));

    assertThat(read(longs, bytes)).isEqualTo(List.of(7L, 8L, 9L));
  }

  @Example
  void shouldRefuseNumbersThatAreTooLong() {
    assertRefused(Schema.create(Schema.Type.INT), varint(1L << 31));
    assertRefused(Schema.create(Schema.Type.INT), HexFormat.of().parseHex("808080808000"));
    assertRefused(Schema.create(Schema.Type.LONG), HexFormat.of().parseHex("ffffffffffffffffff02"));
    assertRefused(
        Schema.create(Schema.Type.LONG), HexFormat.of().parseHex("8080808080808080808000"));
  }

  @Property
  void shouldReadEveryNumber(@ForAll long number) throws DecodeException {
    assertThat(read(Schema.create(Schema.Type.LONG), varint(number))).isEqualTo(number);
  }

  @Example
  void shouldRefuseBrokenInputThatAvroAccepts() {
    assertRefused(Schema.create(Schema.Type.BOOLEAN), new byte[] {2});
    assertRefused(Schema.create(Schema.Type.STRING), new byte[] {2, (byte) 0xfc});
    assertRefused(Schema.create(Schema.Type.LONG), new byte[] {0, 0});
  }

  @Example
  void shouldRefuseUnknownBranchesAndSymbols() {
    Schema option =
        Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
    Schema letters = SchemaBuilder.enumeration("Letters").symbols("A", "B");

    for (long index : new long[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 40}) {
      assertRefused(option, varint(index));
      assertSkipRefused(option, varint(index));
      assertRefused(letters, varint(index));
    }
  }

  private static void assertRefused(Schema schema, byte[] bytes) {
    assertThatExceptionOfType(DecodeException.class)
        .as("%s from %s", schema, bytes.length)
        .isThrownBy(() -> read(schema, bytes));
  }

  /// Reads a record that has the value in an unwanted field.
  private static void assertSkipRefused(Schema schema, byte[] bytes) {
    Schema writer =
        SchemaBuilder.record("Everything").fields().name("a").type(schema).noDefault().endRecord();
    assertThatExceptionOfType(DecodeException.class)
        .as("skipping %s from %s", schema, bytes.length)
        .isThrownBy(() -> new NarrowReader(NOTHING).read(writer, ByteBuffer.wrap(bytes)));
  }

  private static Object read(Schema schema, byte[] bytes) throws DecodeException {
    var decoder = new BoundedDecoder(ByteBuffer.wrap(bytes));
    var reader = new GenericDatumReader<>(schema);
    return decoder.whole(() -> reader.read(null, decoder));
  }

  private static Object readByAvro(byte[] bytes) throws IOException {
    Decoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    return new GenericDatumReader<>(EVERYTHING).read(null, decoder);
  }

  private static byte[] random(long seed) throws IOException {
    Object value = new RandomData(EVERYTHING, 1, seed).iterator().next();
    var bytes = new ByteArrayOutputStream();
    Encoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(EVERYTHING).write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static byte[] varint(long value) {
    var bytes = new ByteArrayOutputStream();
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7fL) != 0) {
      bytes.write((int) ((zigzag & 0x7f) | 0x80));
      zigzag >>>= 7;
    }
    bytes.write((int) zigzag);
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
