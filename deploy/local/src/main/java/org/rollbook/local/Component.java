package org.rollbook.local;

import java.util.function.Consumer;
import org.rollbook.local.status.Status;

/// Something that the stack runs. Started and closed at most once each, possibly by two threads at
/// the same time; one that is closed first never starts.
interface Component extends AutoCloseable {

  void start();

  /// How it is now, started or not. Any thread.
  Status.Part part();

  /// Tells when it ends, asked to or not, and its last words. Nothing to tell if it does not run.
  void hearEnd(Consumer<String> listener);

  /// Ends it in good order.
  @Override
  void close();
}
