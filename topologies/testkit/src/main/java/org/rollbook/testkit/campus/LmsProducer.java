package org.rollbook.testkit.campus;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Publishes the events of an LMS on its event bus, and reports each to the [Truth] when it is sent
/// and when it is acknowledged. Any thread.
public interface LmsProducer extends AutoCloseable {

  /// Publishes an event. The result fails if the bus does not take it; like the real producers,
  /// this one then goes on.
  CompletableFuture<Acknowledgement> publish(Delivery publication);

  /// Publishes events in their order, as fast as the bus accepts them, and waits for all of them.
  ///
  /// @throws java.util.concurrent.CompletionException if one of them is lost
  default List<Acknowledgement> publishAll(Collection<Delivery> publications) {
    return publications.stream().map(this::publish).map(CompletableFuture::join).toList();
  }

  @Override
  void close();
}
