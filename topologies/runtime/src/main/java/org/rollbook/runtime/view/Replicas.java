package org.rollbook.runtime.view;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.runtime.watermark.AsOf;

/// The replicas of stores that this instance has open, as bytes.
public interface Replicas {

  /// The replica of a store's partition that is open now: active, standby or still restoring. It
  /// equals one that was found before only if it is the same one and has been open ever since.
  Optional<Replica> find(String store, int partition);

  /// A replica from its opening to its closing. Its state only moves forward.
  interface Replica {

    /// When it was opened, by our clock.
    Instant openedAt();

    /// How far the sources were read, as this replica has received it.
    ReplicaRead<AsOf> asOf();

    /// One row.
    ReplicaRead<Optional<byte[]>> row(Bytes key);

    /// Scans rows in key order or against it, as many as the visitor takes.
    ///
    /// @param lower inclusive
    /// @param upper inclusive
    ReplicaRead<Scan> scan(Bytes lower, Bytes upper, boolean descending, RowVisitor visitor);
  }

  /// How a scan ended.
  enum Scan {
    /// There were no more rows.
    AT_THE_END,
    /// The visitor had enough.
    STOPPED
  }

  /// Receives rows one by one.
  @FunctionalInterface
  interface RowVisitor {

    /// Receives a row, and returns whether it wants another.
    boolean wantsMoreAfter(Bytes key, byte[] row);
  }
}
