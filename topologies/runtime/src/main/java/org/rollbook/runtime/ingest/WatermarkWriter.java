package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.ingest.SourceOffsets.CleanupPolicy;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into the journals, every second, how far the source topics were read.
///
/// ```
/// t ─▶ which partitions are there, where do they end? ─▶ reached? ─▶ watermark
/// ```
///
/// The broker is asked anew for each watermark, after the watermark's time was taken: otherwise a
/// partition that appears between two requests would count as read. While the broker does not
/// answer there are no watermarks, and answers get older, which is the truth.
///
/// All times are the broker's, which stamps each watermark; before the first one, a probe obtains
/// the broker's time. Used by the ingest thread only.
final class WatermarkWriter {

  private static final Logger LOG = LoggerFactory.getLogger(WatermarkWriter.class);

  /// How far the bridge may be behind before that is told.
  private static final Duration LATE = Duration.ofSeconds(10);

  /// How long one request may block the thread.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Author author;
  private final Sources sources;
  private final SourceWatch watch;
  private final Bridge bridge;
  private final JournalProducer producer;
  private final BrokerTime time;
  private final Clock clock;
  private final Interval interval;
  private final ReadProgress claims = new ReadProgress();
  private final DataLoss losses = new DataLoss();
  private @Nullable CompletableFuture<SourceOffsets> asked;
  private Instant askedAt = Instant.MIN;
  private Optional<Instant> limit = Optional.empty();
  private boolean heldBack;
  private Optional<SourceOffsets> newest = Optional.empty();
  private Optional<Instant> newestAskedAt = Optional.empty();
  private Optional<String> silence = Optional.empty();
  private boolean undeclared;

  /// The member that writes the watermarks, and the journals that it writes to.
  ///
  /// @param sources the source topics that the member is set up to read
  /// @param readingsTopic the one of them that is ours
  /// @param declaredComplete whether the operator declares that Rollbook has read the site's events
  ///   from the first on
  record Author(
      String member,
      SourceList sources,
      String readingsTopic,
      boolean declaredComplete,
      Journals<?> journals) {}

  WatermarkWriter(
      Author author,
      Sources sources,
      SourceWatch watch,
      Bridge bridge,
      JournalProducer producer,
      BrokerTime time,
      Clock clock,
      Duration every) {
    this.author = author;
    this.sources = sources;
    this.watch = watch;
    this.bridge = bridge;
    this.producer = producer;
    this.time = time;
    this.clock = clock;
    this.interval = new Interval(clock, every);
  }

  /// Obtains the broker's time by writing empty records, which the broker stamps.
  void probe() {
    author.journals().probesOf(author.member()).forEach(this::send);
  }

  /// Sends a record, and learns the broker's time from its acknowledgement.
  private void send(ProducerRecord<byte[], byte[]> message) {
    Instant sent = clock.instant();
    int partition = message.partition();
    producer.send(
        message,
        taken ->
            time.stamped(
                message.topic() + "-" + partition, sent, Instant.ofEpochMilli(taken.timestamp())));
  }

  /// Takes the next step, if one is due. Must be called often, and only when all records that were
  /// sent are acknowledged.
  ///
  /// @param doneBelow for each partition of ours, the offset below which everything is journaled,
  ///   if it is known yet
  /// @return those of them whose topic was deleted and made again, so that reading must begin anew
  Set<SourcePartition> goOn(Map<SourcePartition, OptionalLong> doneBelow) {
    bridge.catchUp();
    noteLossesBefore();
    Set<SourcePartition> remade = Set.of();
    CompletableFuture<SourceOffsets> answer = asked;
    if (answer != null && answer.isDone()) {
      asked = null;
      remade = receive(answer, doneBelow);
    }
    if (asked == null && interval.isDue()) {
      ask(doneBelow.keySet());
    }
    return remade;
  }

  /// An old estimate of the broker's time is no basis for a claim: the broker's clock may have been
  /// set since.
  private void ask(Set<SourcePartition> mine) {
    if (time.isFresh()) {
      askedAt = clock.instant();
      Instant now = time.atLeast().orElseThrow();
      // Taken before the ends are: all that the bridge had published by then is before them.
      limit = bridge.limit(now);
      heldBack = limit.filter(now.minus(LATE)::isBefore).isEmpty();
      asked = sources.listed(now, mine);
    } else {
      probe();
    }
  }

  private Set<SourcePartition> receive(
      CompletableFuture<SourceOffsets> answer, Map<SourcePartition, OptionalLong> doneBelow) {
    if (answer.isCompletedExceptionally()) {
      noteSilence("the source topics do not answer", answer.exceptionNow());
      return Set.of();
    }
    try {
      Set<SourcePartition> remade = receive(answer.resultNow(), doneBelow);
      silence = Optional.empty();
      return remade;
    } catch (KafkaException notNow) {
      noteSilence("the journals do not answer", notNow);
      return Set.of();
    }
  }

  private Set<SourcePartition> receive(
      SourceOffsets offsets, Map<SourcePartition, OptionalLong> doneBelow) {
    Set<String> changed =
        watch.changed(offsets, gone -> lost(gone, "its topic was deleted, perhaps unread"));
    Set<SourcePartition> gone =
        doneBelow.keySet().stream()
            .filter(partition -> changed.contains(partition.topic()))
            .collect(Collectors.toUnmodifiableSet());
    claims.drop(gone);
    newest = Optional.of(offsets);
    newestAskedAt = Optional.of(askedAt);
    claims.expect(offsets, limit);
    var still = new HashMap<>(doneBelow);
    still.keySet().removeAll(gone);
    still.forEach(
        (partition, below) -> below.ifPresent(offset -> claims.reached(partition, offset)));
    watch.read(offsets, still);
    noteCompaction(offsets);
    write(offsets, doneBelow.keySet());
    return gone.stream()
        .filter(offsets.partitions()::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Logs once that there are no watermarks.
  private void noteSilence(String what, Throwable why) {
    if (silence.isEmpty()) {
      LOG.atWarn().addKeyValue("why", why).log("No watermarks: {}", what);
    }
    silence = Optional.of(what + ": " + why.getMessage());
  }

  /// A compacted topic of Open edX counts as a loss: events may be missing anywhere in it, also
  /// from before our first read. The topic of readings is compacted by us: the newest reading of a
  /// row has all of it.
  private void noteCompaction(SourceOffsets offsets) {
    offsets.partitions().stream()
        .filter(partition -> !partition.topic().equals(author.readingsTopic()))
        .filter(partition -> offsets.policies().get(partition.topic()) == CleanupPolicy.COMPACT)
        .filter(partition -> !losses.all().containsKey(partition))
        .forEach(partition -> lost(partition, "its topic is compacted (cleanup.policy)"));
  }

  private void write(SourceOffsets offsets, Set<SourcePartition> mine) {
    // A partition that is assigned to us exists, even if an older answer does not list it.
    var partitions = new HashSet<>(offsets.partitions());
    partitions.addAll(mine);
    var watermark =
        new Watermark(
            offsets.at(),
            Optional.of(author.sources()),
            isComplete(offsets),
            partitions,
            claims.claims(),
            losses.all(),
            offsets.topics().entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, topic -> topic.getValue().toString())),
            watch.positions());
    author.journals().recordsOf(author.member(), watermark).forEach(this::send);
    for (SourcePartition partition : losses.takeUnwritten()) {
      author.journals().recordsOf(partition, watermark).forEach(producer::send);
    }
  }

  /// The operator's declaration counts only if a source topic of Open edX exists and the cleanup
  /// policy of each one is known: a prefix with a typo must not declare that nobody is enrolled.
  private boolean isComplete(SourceOffsets offsets) {
    if (!author.declaredComplete()) {
      return false;
    }
    Set<String> existing = new HashSet<>(offsets.topics().keySet());
    existing.remove(author.readingsTopic());
    Set<String> unknown = new HashSet<>(existing);
    unknown.removeAll(offsets.policies().keySet());
    boolean complete = !existing.isEmpty() && unknown.isEmpty();
    if (!complete && !undeclared) {
      LOG.atWarn()
          .addKeyValue("sources", author.sources().topics())
          .addKeyValue("unknown", unknown)
          .log(
              existing.isEmpty()
                  ? "Not complete: none of the source topics exists"
                  : "Not complete: the cleanup.policy of source topics may not be read"
                      + " (DescribeConfigs)");
    }
    undeclared = !complete;
    return complete;
  }

  /// Records what was lost before it came to Kafka: it counts as lost from the topic's first
  /// partition. The time is the bridge's, so that a loss which a pass has made good since does not
  /// count again when this process starts.
  private void noteLossesBefore() {
    bridge
        .lostAt()
        .forEach(
            (topic, at) -> {
              var partition = new SourcePartition(topic, 0);
              Instant known = losses.all().get(partition);
              if (known == null || known.isBefore(at)) {
                noteLossBefore(partition, at);
              }
            });
  }

  /// A loss from before this process may have been made good long ago.
  private void noteLossBefore(SourcePartition partition, Instant at) {
    if (newest.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("topic", partition.topic())
          .addKeyValue("at", at)
          .log("The Redis stream has once lost entries that the bridge had not read");
      losses.add(partition, at);
    } else {
      lost(partition, "the Redis stream lost entries that the bridge had not read", at);
    }
  }

  /// Records that a partition lost events before they were read.
  void lost(SourcePartition partition, String why) {
    lost(partition, why, time.atLeast().orElseGet(clock::instant));
  }

  private void lost(SourcePartition partition, String why, Instant at) {
    LOG.atError()
        .addKeyValue("topic", partition.topic())
        .addKeyValue("partition", partition.partition())
        .addKeyValue("why", why)
        .log("Events were lost before they were read; the views are not complete any more");
    losses.add(partition, at);
  }

  /// Records an end offset that the consumer has seen.
  void seenEnd(SourcePartition partition, long end) {
    time.atLeast().ifPresent(now -> watch.seenEnd(partition, end, now));
  }

  /// The offset below which the journals have the events of a partition, if that is known for the
  /// topic with the current id. It blocks for a moment.
  ///
  /// @throws KafkaException if the broker does not answer
  OptionalLong journaledBelow(SourcePartition partition) {
    Uuid id = listedNow().topics().get(partition.topic());
    return id == null ? OptionalLong.empty() : watch.journaledBelow(partition, id);
  }

  private SourceOffsets listedNow() {
    try {
      return sources
          .listed(Instant.EPOCH, Set.of())
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException(failed.getCause());
    } catch (TimeoutException late) {
      throw new org.apache.kafka.common.errors.TimeoutException(late);
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  /// Forgets partitions that other members read now.
  void drop(Collection<SourcePartition> partitions) {
    claims.drop(partitions);
  }

  /// Whether a loss must be written down before an offset of this partition may be committed.
  boolean hasUnwrittenLoss(SourcePartition partition) {
    return losses.isUnwritten(partition);
  }

  Map<SourcePartition, Instant> lostAt() {
    return losses.all();
  }

  /// Why no watermarks are written, or none that claim anything new, if so.
  Optional<String> silence() {
    return silence.or(this::standstill);
  }

  private Optional<String> standstill() {
    return heldBack
        ? bridge
            .trouble()
            .map(why -> "the progress of the Redis bridge cannot be read: " + why)
            .or(
                () ->
                    limit.map(
                        read -> "the Redis bridge has published only what was sent before " + read))
            .or(() -> Optional.of("the Redis bridge has not published anything yet"))
        : Optional.empty();
  }

  /// The source topics as the newest watermark lists them.
  Optional<SourceOffsets> newest() {
    return newest;
  }

  /// When these were requested, by our clock.
  Optional<Instant> newestAskedAt() {
    return newestAskedAt;
  }
}
