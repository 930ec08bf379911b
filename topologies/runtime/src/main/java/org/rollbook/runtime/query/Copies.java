package org.rollbook.runtime.query;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.runtime.watermark.AsOf;

/// The copies of stores that this instance has open, as bytes.
public interface Copies {

  /// The copy of a store's partition that is open now, be it active, standby or still restoring.
  /// Equal to one found before only if it is the same, open ever since.
  Optional<Copy> find(String store, int partition);

  /// A copy from its opening to its closing. Its state only moves forward.
  interface Copy {

    /// When it was opened, by our clock.
    Instant openedAt();

    /// What it has heard of how far the sources were read.
    CopyRead<AsOf> asOf();

    /// One row.
    CopyRead<Optional<byte[]>> row(Bytes key);

    /// Rows in key order or against it, as many as the visitor takes.
    ///
    /// @param lower inclusive
    /// @param upper inclusive
    CopyRead<Scan> scan(Bytes lower, Bytes upper, boolean descending, RowVisitor visitor);
  }

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
