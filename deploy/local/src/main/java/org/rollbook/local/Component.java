package org.rollbook.local;

import org.rollbook.local.status.Status;

/// Something that the stack runs. Started and closed at most once each, possibly by two threads at
/// the same time; one that is closed first never starts.
interface Component extends AutoCloseable {

  void start();

  /// How it is now, started or not. Any thread.
  Status.Part part();

  /// Ends it in good order.
  @Override
  void close();
}
