package org.rollbook.runtime.serve.question;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.rollbook.runtime.serve.query.QueryMeters;

/// Bounds the memory of the bodies of all requests under way together, by bytes. Their number means
/// nothing: one may be a thousand times as large as another, and may arrive as slowly as its sender
/// likes.
///
/// Thread-safe.
@Singleton
public final class BodyMemory {

  /// Room for hundreds of lookups in an ordinary heap.
  private static final int SHARE_OF_HEAP = 16;

  private static final long LEAST = 4L << 20;

  /// Memory is taken in steps of this size, so that not every key needs a call.
  private static final int STEP = 8 << 10;

  private final Semaphore free;
  private final QueryMeters meters;

  @Inject
  BodyMemory(QueryMeters meters) {
    this(Math.max(LEAST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP), meters);
  }

  BodyMemory(long bytes, QueryMeters meters) {
    this.free = new Semaphore(Math.toIntExact(Math.min(bytes, Integer.MAX_VALUE)));
    this.meters = meters;
  }

  /// The share of one request; nothing at first.
  public Share open() {
    return new Share();
  }

  /// The memory that one request takes, until it is closed. For one thread at a time.
  public final class Share implements AutoCloseable {

    private int taken;
    private int left;

    private Share() {}

    /// Takes so many bytes more.
    ///
    /// @throws OverloadedException if all requests together take as much as they may
    public void take(int bytes) {
      if (bytes > left) {
        int more = Math.max(bytes - left, STEP);
        if (!free.tryAcquire(more)) {
          meters.overloaded();
          throw new OverloadedException();
        }
        taken += more;
        left += more;
      }
      left -= bytes;
    }

    @Override
    public void close() {
      free.release(taken);
      taken = 0;
      left = 0;
    }
  }

  /// The bodies under way take as much as they may.
  public static final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OverloadedException() {
      super("the bodies of requests take as much memory as this instance has for them");
    }
  }
}
