package org.rollbook.benchmark.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.enrollments.topology.EnrollmentsTopology;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.journal.JournalCodec;

/// From the bytes of an event and of the existing row to the bytes of the next row.
///
/// JMH needs a class that it can extend.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MergeOfRow {

  /// The format number that precedes the Avro.
  private static final int FORMAT = 1;

  private final JournalCodec<Enrollment> codec =
      EnrollmentsTopology.DEFINITION.journals().getFirst().values();
  private final byte[] row = codec.toBytes(SampleRows.EARLIER);
  private final byte[] event = codec.toBytes(SampleRows.LATER);

  private final Schema schema = codec.schemas().getFirst();
  private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
  private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(schema);

  /// As the merge does.
  @Benchmark
  public byte[] ours() {
    Stamped<Enrollment> before = codec.fromBytes(row);
    return codec.toBytes(Enrollment.latest(Optional.of(before), codec.fromBytes(event)));
  }

  /// As Avro's own reader and writer do, with nothing but the event times compared.
  @Benchmark
  public byte[] bareAvro() throws IOException {
    GenericRecord before = read(row);
    GenericRecord later = read(event);
    return written(time(later) > time(before) ? later : before);
  }

  private GenericRecord read(byte[] bytes) throws IOException {
    return reader.read(
        null, DecoderFactory.get().binaryDecoder(bytes, FORMAT, bytes.length - FORMAT, null));
  }

  private static long time(GenericRecord event) {
    return (long) ((GenericRecord) event.get("stamp")).get("event_time");
  }

  private byte[] written(GenericRecord event) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(FORMAT);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    writer.write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
