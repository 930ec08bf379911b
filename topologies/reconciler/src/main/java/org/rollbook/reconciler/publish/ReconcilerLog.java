package org.rollbook.reconciler.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.rollbook.reconciler.report.DayReport;
import org.rollbook.reconciler.report.Kept;
import org.rollbook.reconciler.report.KnownFinding;
import org.rollbook.reconciler.report.PassProgress;
import org.rollbook.reconciler.report.PassReport;
import org.rollbook.runtime.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the reconciler has kept, as every instance reads it: the one that works, so that it goes on
/// where another was, and the others, so that they can answer too.
///
/// Thread-safe: one thread of its own reads, any may look.
public final class ReconcilerLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReconcilerLog.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final LogTopic topic;
  private final Consumer<byte[], byte[]> consumer;
  private final Thread thread = Thread.ofPlatform().name("log").daemon().unstarted(this::run);
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private final Map<String, PassProgress> progress = new TreeMap<>();
  private final Map<String, PassReport> passes = new TreeMap<>();
  private final Map<String, DayReport> days = new TreeMap<>();
  private final Map<String, KnownFinding> findings = new LinkedHashMap<>();
  private long position;
  private long endAtStart = -1;
  private final CompletableFuture<Boolean> complete = new CompletableFuture<>();
  private volatile boolean closing;

  public ReconcilerLog(Settings settings) {
    this.topic = new LogTopic(settings.topicPrefix());
    consumer =
        LogConsumer.of(
            settings,
            Map.of(),
            Map.of(ConsumerConfig.CLIENT_ID_CONFIG, settings.advertisedAddress() + "-log"));
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      consumer.assign(List.of(topic.partition()));
      consumer.seekToBeginning(List.of(topic.partition()));
      while (!closing) {
        turn();
      }
    } catch (WakeupException | InterruptException closed) {
      LOG.atDebug().log("The log is not read any more");
    } catch (RuntimeException | Error fatal) {
      LOG.atError().setCause(fatal).log("The log cannot be read");
      death.complete(fatal);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
  }

  private void turn() {
    try {
      var records = consumer.poll(POLL);
      long readTo = consumer.position(topic.partition());
      if (endAtStart < 0) {
        endAtStart =
            consumer.endOffsets(List.of(topic.partition())).values().stream()
                .mapToLong(Long::longValue)
                .sum();
      }
      synchronized (this) {
        records.forEach(this::keep);
        position = readTo;
      }
      if (readTo >= endAtStart) {
        complete.complete(true);
      }
    } catch (RetriableException notNow) {
      LOG.atWarn().addKeyValue("why", notNow.getMessage()).log("The log waits for the broker");
    }
  }

  private void keep(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      String key = new String(message.key(), UTF_8);
      Stream.of(progress, passes, days, findings).forEach(kept -> kept.remove(key));
    } else {
      LogTopic.read(message).ifPresent(this::keep);
    }
  }

  private void keep(Kept kept) {
    String key = LogTopic.key(kept);
    switch (kept) {
      case PassProgress position -> progress.put(key, position);
      case PassReport pass -> passes.put(key, pass);
      case DayReport day -> days.put(key, day);
      case KnownFinding finding -> findings.put(key, finding);
    }
  }

  /// Whether everything was read that was kept before the start: until then what is missing here
  /// may only be unread.
  public boolean isComplete() {
    return complete.isDone();
  }

  /// Completes with [#isComplete].
  public CompletableFuture<Boolean> complete() {
    return complete;
  }

  /// Whether everything before an offset was read.
  synchronized boolean hasReadTo(long offset) {
    return position >= offset;
  }

  /// How far the pass over a table had come, if it has not ended.
  public synchronized Optional<PassProgress> unended(String table) {
    return progress.values().stream()
        .filter(position -> position.table().equals(table) && !position.ended())
        .findFirst();
  }

  /// The passes over a table that have ended, the newest first.
  public synchronized List<PassReport> passes(String table) {
    return of(passes, table)
        .sorted(Comparator.comparing(PassReport::startedAt).reversed())
        .toList();
  }

  /// What was found in a table, day by day, the oldest first.
  public synchronized List<DayReport> days(String table) {
    return of(days, table).sorted(Comparator.comparing(DayReport::day)).toList();
  }

  /// The rows of a table that differ.
  public synchronized List<KnownFinding> findings(String table) {
    return of(findings, table).toList();
  }

  private static <K extends Kept> Stream<K> of(Map<String, K> all, String table) {
    return all.values().stream().filter(kept -> kept.table().equals(table));
  }

  /// Completes when this dies.
  public CompletableFuture<Throwable> death() {
    return death;
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(CLOSE_WITHIN.multipliedBy(2));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
