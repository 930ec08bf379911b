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

/// What was sent and is not yet acknowledged.
///
/// Used by the ingest thread; the producer's thread only reports what became of records. After a
/// failure nothing counts but the failure, until the outbox is [renewed][#renew()].
final class Outbox implements AutoCloseable {

  private final Supplier<Producer<byte[], byte[]>> producers;
  private volatile Sending sending;

  /// One producer and what it was given.
  private static final class Sending {

    private final Producer<byte[], byte[]> producer;
    private int pending;
    private @Nullable Exception failure;

    Sending(Producer<byte[], byte[]> producer) {
      this.producer = producer;
    }

    /// Sends nothing after a failure: each attempt might wait a minute for the same.
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

    /// Sends what lingers. Only a flush does, and it returns when all is acknowledged, which may be
    /// never: who waits for that waits in [#awaitSettled] and can do other things meanwhile.
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

    /// Wakes who waits only when there is nothing left to wait for: some thousand records may be
    /// under way.
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
  Outbox(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
    this.sending = new Sending(producers.get());
  }

  /// Sends a record, whose size is no question.
  void send(ProducerRecord<byte[], byte[]> message) {
    send(message, _ -> {});
  }

  /// Sends a record, whose size is no question.
  ///
  /// @param whenTaken what to do when the broker has it, on the producer's thread and before the
  ///   record counts as settled
  void send(ProducerRecord<byte[], byte[]> message, Consumer<RecordMetadata> whenTaken) {
    Sending now = sending;
    now.send(message, whenTaken, now::failed);
  }

  /// Sends a record that may be refused for its size.
  ///
  /// @param tooLarge what to do then, on whatever thread; the record counts as settled afterwards
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

  /// Nothing more comes for now: what was sent need not wait for company.
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

  /// What the producer measures; from any thread.
  Map<MetricName, ? extends Metric> metrics() {
    return sending.producer.metrics();
  }

  @Override
  public void close() {
    sending.producer.close(Duration.ZERO);
  }
}
