package org.rollbook.runtime.node;

/// A running instance of a deployable that has no views.
public interface ProcessNode extends AutoCloseable {

  /// Starts, and returns the cause when something has ended that must not end.
  Throwable serve() throws InterruptedException;

  @Override
  void close();
}
