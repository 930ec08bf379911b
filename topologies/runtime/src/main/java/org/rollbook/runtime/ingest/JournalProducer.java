package org.rollbook.runtime.ingest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/// Sends records to the journals and the dead letters, and tracks which are not acknowledged yet.
///
/// Used by the ingest thread; the producer's thread only reports the outcome of each record. After
/// a failure, sending does nothing until the producer is [renewed][#renew()].
final class JournalProducer implements AutoCloseable {

  private final Supplier<Producer<byte[], byte[]>> producers;
  private volatile Sending sending;

  /// One producer and the state of its records.
  private static final class Sending {

    private final Producer<byte[], byte[]> producer;
    private int pending;
    private @Nullable Exception failure;

    Sending(Producer<byte[], byte[]> producer) {
      this.producer = producer;
    }

    /// Sends nothing after a failure: each attempt might wait a minute for the same failure.
    void send(
        ProducerRecord<byte[], byte[]> message,
        Consumer<RecordMetadata> whenTaken,
        Consumer<Exception> whenRefused) {
      if (failure().isPresent()) {
        return;
      }
      begun();
      var _ =
          producer.send(
              message,
              (taken, refusal) -> {
                if (refusal == null) {
                  whenTaken.accept(taken);
                  settled();
                } else {
                  whenRefused.accept(refusal);
                }
              });
    }

    /// Sends the records that linger. Only a flush does that, and it returns when all are
    /// acknowledged, which may be never. So it has a thread of its own; the ingest thread waits in
    /// [#awaitSettled] and can do other things meanwhile.
    void hasten() {
      if (isPending()) {
        Thread.startVirtualThread(producer::flush);
      }
    }

    private boolean isSettled() {
      return pending == 0 || failure != null;
    }

    private synchronized boolean isPending() {
      return pending > 0;
    }

    private synchronized void begun() {
      pending++;
    }

    /// Wakes the waiting thread only when nothing is left to wait for: some thousand records may be
    /// in flight.
    synchronized void settled() {
      pending--;
      if (isSettled()) {
        notifyAll();
      }
    }

    synchronized void failed(Exception cause) {
      if (failure == null) {
        failure = cause;
      }
      settled();
    }

    synchronized Optional<Exception> failure() {
      return Optional.ofNullable(failure);
    }

    synchronized boolean awaitSettled(Duration patience) throws InterruptedException {
      long deadline = System.nanoTime() + patience.toNanos();
      while (!isSettled()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
      return true;
    }
  }

  /// @param producers makes the first producer, and one more for each renewal
  JournalProducer(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
    this.sending = new Sending(producers.get());
  }

  /// Sends a record that surely fits its topic.
  void send(ProducerRecord<byte[], byte[]> message) {
    send(message, _ -> {});
  }

  /// Sends a record that surely fits its topic.
  ///
  /// @param whenTaken what to do when the broker has acknowledged it; runs on the producer's
  ///   thread, before the record counts as settled
  void send(ProducerRecord<byte[], byte[]> message, Consumer<RecordMetadata> whenTaken) {
    Sending now = sending;
    now.send(message, whenTaken, now::failed);
  }

  /// Sends a record that may be refused for its size.
  ///
  /// @param tooLarge what to do when its size is refused; runs on any thread, and the record counts
  ///   as settled afterwards
  void send(ProducerRecord<byte[], byte[]> message, Runnable tooLarge) {
    Sending now = sending;
    now.send(
        message,
        _ -> {},
        failure -> {
          if (failure instanceof RecordTooLargeException) {
            tooLarge.run();
            now.settled();
          } else {
            now.failed(failure);
          }
        });
  }

  /// Sends lingering records at once, since no more come for now.
  void hasten() {
    sending.hasten();
  }

  /// Waits until everything is acknowledged or anything failed.
  ///
  /// @return whether that is so
  boolean awaitSettled(Duration patience) throws InterruptedException {
    return sending.awaitSettled(patience);
  }

  /// The first failure since the last renewal.
  Optional<Exception> failure() {
    return sending.failure();
  }

  /// Forgets what was sent, and its failure, and goes on with a new producer.
  void renew() {
    sending.producer.close(Duration.ZERO);
    sending = new Sending(producers.get());
  }

  /// The producer's metrics; may be called from any thread.
  Map<MetricName, ? extends Metric> metrics() {
    return sending.producer.metrics();
  }

  @Override
  public void close() {
    sending.producer.close(Duration.ZERO);
  }
}
