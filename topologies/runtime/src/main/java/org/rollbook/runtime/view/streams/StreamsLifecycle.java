package org.rollbook.runtime.view.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Owns the one [KafkaStreams] of the process: starts it, knows when it died, and closes it so that
/// others take over at once.
///
/// Closing always leaves the group, because the group waits for a member that merely stops until
/// its session times out. A stream thread that dies is not replaced: the client leaves too. Whether
/// the process then ends, so that a supervisor starts a clean one, is for [#endIfDeadFor] to say: a
/// thread also dies of a changelog that is deleted under it, and then the views are started again
/// once it is rebuilt.
public final class StreamsLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsLifecycle.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  /// Nobody waits for a stop after which the views start again, and a busy machine takes its time.
  private static final Duration STOP_WITHIN = Duration.ofMinutes(2);

  private final Supplier<Topology> topology;
  private final Properties properties;
  private final RestoreProgress restores;
  private final Predicate<TopicPartition> isDamaged;
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private volatile @Nullable KafkaStreams streams;
  private volatile @Nullable Death died;
  private volatile boolean hasRun;

  private record Death(Throwable cause, long atNanos) {}

  /// @param topology makes it anew for each client
  /// @param isDamaged whether the store of a changelog partition must be restored from nothing
  public StreamsLifecycle(
      Supplier<Topology> topology,
      Properties properties,
      RestoreProgress restores,
      Predicate<TopicPartition> isDamaged) {
    this.topology = topology;
    this.properties = properties;
    this.restores = restores;
    this.isDamaged = isDamaged;
  }

  /// Starts processing.
  ///
  /// @param afresh whether to discard the contents of the state folder first
  public void start(boolean afresh) {
    var client = new KafkaStreams(topology.get(), properties, new StreamsClients(isDamaged));
    var leaving = new CountDownLatch(1);
    client.setGlobalStateRestoreListener(restores);
    client.setUncaughtExceptionHandler(cause -> died(client, leaving, cause));
    client.setStateListener((now, before) -> changed(client, leaving, now));
    if (afresh) {
      client.cleanUp();
    }
    streams = client;
    client.start();
  }

  /// Leaves the group and closes; it can be started again.
  public void stop() {
    KafkaStreams client = streams;
    streams = null;
    hasRun = false;
    if (client != null && !close(client, STOP_WITHIN)) {
      throw new IllegalStateException("the views did not stop within " + STOP_WITHIN);
    }
    died = null;
  }

  /// The client, once started.
  public Optional<KafkaStreams> client() {
    return Optional.ofNullable(streams);
  }

  /// Whether everything that was assigned to this instance at first has been restored, whatever has
  /// been assigned since.
  public boolean hasRun() {
    return hasRun;
  }

  /// Whether a stream thread has died since the views were started.
  boolean hasDied() {
    return died != null;
  }

  /// Ends the views for good if a stream thread has died since they were started, and so long ago.
  void endIfDeadFor(Duration time) {
    Death known = died;
    if (known != null && System.nanoTime() - known.atNanos() >= time.toNanos()) {
      death.complete(known.cause());
    }
  }

  /// Completes with the cause when the views have ended for good.
  public CompletionStage<Throwable> death() {
    return death.minimalCompletionStage();
  }

  /// Leaves the group and closes. Has no effect when not started or closed already.
  public void close() {
    client().ifPresent(client -> close(client, CLOSE_WITHIN));
  }

  private static boolean close(KafkaStreams client, Duration within) {
    return client.close(
        CloseOptions.timeout(within)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }

  private void changed(KafkaStreams client, CountDownLatch leaving, KafkaStreams.State now) {
    LOG.atInfo().addKeyValue("state", now).log("Views changed state");
    switch (now) {
      case RUNNING -> hasRun = client.equals(streams);
      case PENDING_SHUTDOWN -> leaving.countDown();
      case CREATED, REBALANCING, NOT_RUNNING, PENDING_ERROR, ERROR -> {}
    }
  }

  /// Kafka Streams' own shutdown after a death stays in the group. So our close must be under way
  /// before this returns. A thread that dies while the client is stopped needs no reaction.
  private StreamThreadExceptionResponse died(
      KafkaStreams client, CountDownLatch leaving, Throwable cause) {
    boolean isStopped = !client.equals(streams);
    LOG.atLevel(isStopped ? Level.WARN : Level.ERROR)
        .setCause(cause)
        .log("A stream thread died; leaving the group");
    Thread.ofPlatform().name("leave-group").daemon().start(() -> close(client, CLOSE_WITHIN));
    try {
      if (!leaving.await(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().log("The group could not be left in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!isStopped) {
      died = new Death(cause, System.nanoTime());
      if (cause instanceof Error) {
        death.complete(cause); // Out of memory, for example: nothing can be looked at any more.
      }
    }
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
