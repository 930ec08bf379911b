package org.rollbook.model.avro;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;

/// The types of Avro that our values are made of; for records there is [RecordCodec].
public final class AvroTypes {

  public static final AvroCodec<Boolean> BOOLEAN =
      AvroCodec.of(
          Schema.create(Schema.Type.BOOLEAN),
          (value, out) -> out.writeBoolean(value),
          Decoder::readBoolean);

  public static final AvroCodec<Integer> INT =
      AvroCodec.of(
          Schema.create(Schema.Type.INT), (value, out) -> out.writeInt(value), Decoder::readInt);

  public static final AvroCodec<Long> LONG =
      AvroCodec.of(
          Schema.create(Schema.Type.LONG), (value, out) -> out.writeLong(value), Decoder::readLong);

  public static final AvroCodec<Double> DOUBLE =
      AvroCodec.of(
          Schema.create(Schema.Type.DOUBLE),
          (value, out) -> out.writeDouble(value),
          Decoder::readDouble);

  public static final AvroCodec<String> STRING =
      AvroCodec.of(
          Schema.create(Schema.Type.STRING),
          (value, out) -> out.writeString(value),
          Decoder::readString);

  public static final AvroCodec<byte[]> BYTES =
      AvroCodec.of(
          Schema.create(Schema.Type.BYTES),
          (value, out) -> out.writeBytes(value),
          in -> {
            ByteBuffer read = in.readBytes(null);
            byte[] bytes = new byte[read.remaining()];
            read.get(bytes);
            return bytes;
          });

  /// Whole microseconds since 1970, in UTC. What does not fit a long, some 290,000 years from now,
  /// is an `ArithmeticException`.
  public static final AvroCodec<Instant> TIME =
      AvroCodec.of(
          LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)),
          (value, out) -> out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, value)),
          in -> Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS));

  public static final AvroCodec<Optional<Instant>> OPTIONAL_TIME = optional(TIME);

  private AvroTypes() {}

  /// A union of null and a type; an absent value is null.
  public static <T> AvroCodec<Optional<T>> optional(AvroCodec<T> value) {
    return AvroCodec.of(
        Schema.createUnion(Schema.create(Schema.Type.NULL), value.schema()),
        (optional, out) -> AvroParts.writeOptional(optional, out, value),
        in -> AvroParts.readOptional(in, value));
  }

  /// An array, in the order of its items.
  public static <T> AvroCodec<List<T>> array(AvroCodec<T> item) {
    return array(item, Integer.MAX_VALUE);
  }

  /// An array that others send. One with more items than `most` is an `IOException`, and no more
  /// than that are read.
  public static <T> AvroCodec<List<T>> array(AvroCodec<T> item, int most) {
    return AvroCodec.of(
        Schema.createArray(item.schema()),
        (items, out) -> AvroParts.writeArray(items, out, item),
        in -> AvroParts.readArray(in, most, item));
  }

  /// A map, in the order of its keys.
  public static <V> AvroCodec<SortedMap<String, V>> map(AvroCodec<V> value) {
    return AvroCodec.of(
        Schema.createMap(value.schema()),
        (entries, out) -> AvroParts.writeMap(entries, out, value),
        in -> AvroParts.readMap(in, value));
  }
}
