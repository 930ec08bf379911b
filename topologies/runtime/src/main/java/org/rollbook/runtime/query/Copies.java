package org.rollbook.runtime.query;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/// The copies of stores that this instance holds, as bytes.
public interface Copies {

  /// One row of the active copy.
  CopyRead<Optional<byte[]>> row(String store, int partition, Bytes key);

  /// Rows of the active copy, in key order or against it, as many as the visitor takes.
  ///
  /// @param lower inclusive
  /// @param upper inclusive
  CopyRead<Scan> scan(
      String store,
      int partition,
      Bytes lower,
      Bytes upper,
      boolean descending,
      RowVisitor visitor);

  /// How a scan ended.
  enum Scan {
    /// There were no more rows.
    AT_THE_END,
    /// The visitor had enough.
    STOPPED
  }

  /// Takes rows one by one.
  @FunctionalInterface
  interface RowVisitor {

    /// Takes a row, and says whether it wants another.
    boolean wantsMoreAfter(Bytes key, byte[] row);
  }
}
