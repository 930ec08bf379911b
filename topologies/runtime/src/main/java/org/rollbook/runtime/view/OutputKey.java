package org.rollbook.runtime.view;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;

/// The key of a record that a view writes.
///
/// @param bytes the key, not framed yet
/// @param firstPart the part of the key that decides the partition
public record OutputKey(Bytes bytes, Bytes firstPart) {

  /// Writes the bytes as they are.
  public static final Serde<OutputKey> PLAIN = onlyWritten((_, key) -> key.bytes().get());

  /// Serdes of what views write. They do not read it.
  static <T> Serde<T> onlyWritten(Serializer<T> serializer) {
    return Serdes.serdeFrom(
        serializer,
        (topic, _) -> {
          throw new UnsupportedOperationException("a view does not read " + topic);
        });
  }

  /// A key that is not divided.
  public static OutputKey of(byte[] bytes) {
    return new OutputKey(Bytes.wrap(bytes), Bytes.wrap(bytes));
  }
}
