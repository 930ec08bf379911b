package org.rollbook.runtime.view;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/// The key of a record that a view writes.
///
/// @param bytes the key, not framed yet
/// @param firstPart the part of the key that decides the partition
public record OutputKey(Bytes bytes, Bytes firstPart) {

  /// Writes the bytes as they are. Views only write.
  public static final Serde<OutputKey> PLAIN =
      Serdes.serdeFrom(
          (topic, key) -> key.bytes().get(),
          (topic, bytes) -> {
            throw new UnsupportedOperationException("a view does not read " + topic);
          });

  /// A key that is not divided.
  public static OutputKey of(byte[] bytes) {
    return new OutputKey(Bytes.wrap(bytes), Bytes.wrap(bytes));
  }
}
