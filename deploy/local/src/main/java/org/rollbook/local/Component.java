package org.rollbook.local;

import java.util.function.Consumer;
import org.rollbook.local.status.Status;

/// Something that the stack runs. Started and closed at most once each, possibly by two threads at
/// the same time; one that is closed first never starts.
interface Component extends AutoCloseable {

  void start();

  /// The state now, whether it was started or not. Any thread.
  Status.Part part();

  /// Calls the listener with the end of its log when it ends, asked to or not. Does nothing if it
  /// does not run.
  void onEnd(Consumer<String> listener);

  /// Ends it in good order.
  @Override
  void close();
}
