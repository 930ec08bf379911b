package org.rollbook.runtime.serve.query;

import org.apache.kafka.common.utils.Bytes;

/// Names a row.
///
/// @param firstPart of the key, which decides the partition
public record RowKey(Bytes firstPart, Bytes key) {

  /// A key of bytes.
  public static RowKey of(byte[] firstPart, byte[] key) {
    return new RowKey(Bytes.wrap(firstPart), Bytes.wrap(key));
  }
}
