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
import org.rollbook.runtime.ingest.Listing.CleanupPolicy;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says into the journals, every second, how far the source topics were read.
///
/// ```
/// t ─▶ which partitions are there, where do they end? ─▶ reached? ─▶ watermark
/// ```
///
/// Asked anew for each watermark, and after its time: a partition that appears between two
/// questions would else count as read. While the broker does not answer there are no watermarks,
/// and answers get older, which is the truth.
///
/// All times are the broker's, who stamps each watermark; before the first, a probe asks for it.
/// Used by the ingest thread only.
final class WatermarkWriter {

  private static final Logger LOG = LoggerFactory.getLogger(WatermarkWriter.class);

  /// How long one question may block the thread.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Author author;
  private final Sources sources;
  private final SourceWatch watch;
  private final Outbox outbox;
  private final BrokerTime time;
  private final Clock clock;
  private final Pace pace;
  private final ReadClaims claims = new ReadClaims();
  private final Losses losses = new Losses();
  private @Nullable CompletableFuture<Listing> asked;
  private Instant askedAt = Instant.MIN;
  private Optional<Listing> newest = Optional.empty();
  private Optional<Instant> newestAskedAt = Optional.empty();
  private Optional<String> silence = Optional.empty();
  private boolean undeclared;

  /// In whose name watermarks are written, and where to.
  ///
  /// @param sources the source topics that the member is set up to read
  /// @param declaredComplete whether the operator says that the site began with Rollbook listening
  record Author(
      String member, SourceList sources, boolean declaredComplete, Journals<?> journals) {}

  WatermarkWriter(
      Author author,
      Sources sources,
      SourceWatch watch,
      Outbox outbox,
      BrokerTime time,
      Clock clock,
      Duration every) {
    this.author = author;
    this.sources = sources;
    this.watch = watch;
    this.outbox = outbox;
    this.time = time;
    this.clock = clock;
    this.pace = new Pace(clock, every);
  }

  /// Asks for the broker's time, by records that say nothing else.
  void probe() {
    author.journals().probesOf(author.member()).forEach(this::send);
  }

  /// The broker says when it took a record.
  private void send(ProducerRecord<byte[], byte[]> message) {
    Instant sent = clock.instant();
    int partition = message.partition();
    outbox.send(
        message,
        taken ->
            time.stamped(
                message.topic() + "-" + partition, sent, Instant.ofEpochMilli(taken.timestamp())));
  }

  /// Goes on. To be called often, and only when all that was sent is acknowledged.
  ///
  /// @param doneBelow for each partition of ours, the offset below which everything is journaled,
  ///   if it is known yet
  /// @return those of them whose topic is another by now, so that reading must begin anew
  Set<SourcePartition> goOn(Map<SourcePartition, OptionalLong> doneBelow) {
    Set<SourcePartition> remade = Set.of();
    CompletableFuture<Listing> answer = asked;
    if (answer != null && answer.isDone()) {
      asked = null;
      remade = receive(answer, doneBelow);
    }
    if (asked == null && pace.isDue()) {
      ask(doneBelow.keySet());
    }
    return remade;
  }

  /// What was known of the broker's time long ago must not be claimed on: its clock may have been
  /// set meanwhile.
  private void ask(Set<SourcePartition> mine) {
    if (time.isFresh()) {
      askedAt = clock.instant();
      asked = sources.listed(time.atLeast().orElseThrow(), mine);
    } else {
      probe();
    }
  }

  private Set<SourcePartition> receive(
      CompletableFuture<Listing> answer, Map<SourcePartition, OptionalLong> doneBelow) {
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
      Listing listing, Map<SourcePartition, OptionalLong> doneBelow) {
    Set<String> changed =
        watch.changed(listing, gone -> lost(gone, "its topic is gone and was not surely read"));
    Set<SourcePartition> gone =
        doneBelow.keySet().stream()
            .filter(partition -> changed.contains(partition.topic()))
            .collect(Collectors.toUnmodifiableSet());
    claims.drop(gone);
    newest = Optional.of(listing);
    newestAskedAt = Optional.of(askedAt);
    claims.expect(listing);
    var still = new HashMap<>(doneBelow);
    still.keySet().removeAll(gone);
    still.forEach(
        (partition, below) -> below.ifPresent(offset -> claims.reached(partition, offset)));
    watch.read(listing, still);
    noteCompaction(listing);
    write(listing, doneBelow.keySet());
    return gone.stream()
        .filter(listing.partitions()::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Says once that there are no watermarks.
  private void noteSilence(String what, Throwable why) {
    if (silence.isEmpty()) {
      LOG.atWarn().addKeyValue("why", why).log("No watermarks: {}", what);
    }
    silence = Optional.of(what + ": " + why.getMessage());
  }

  /// Events may be missing anywhere in a topic that is compacted, since before we came.
  private void noteCompaction(Listing listing) {
    listing.partitions().stream()
        .filter(partition -> listing.policies().get(partition.topic()) == CleanupPolicy.COMPACT)
        .filter(partition -> !losses.all().containsKey(partition))
        .forEach(partition -> lost(partition, "its topic is compacted (cleanup.policy)"));
  }

  private void write(Listing listing, Set<SourcePartition> mine) {
    // A partition that is ours is there, whatever an old answer says.
    var partitions = new HashSet<>(listing.partitions());
    partitions.addAll(mine);
    var watermark =
        new Watermark(
            listing.at(),
            Optional.of(author.sources()),
            isComplete(listing),
            partitions,
            claims.claims(),
            losses.all(),
            listing.topics().entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, topic -> topic.getValue().toString())),
            watch.positions());
    author.journals().recordsOf(author.member(), watermark).forEach(this::send);
    for (SourcePartition partition : losses.takeUnwritten()) {
      author.journals().recordsOf(partition, watermark).forEach(outbox::send);
    }
  }

  /// What the operator declares is believed of topics that exist, and of which it is known that
  /// nothing is taken out of them: a prefix with a typo must not declare that nobody is enrolled.
  private boolean isComplete(Listing listing) {
    if (!author.declaredComplete()) {
      return false;
    }
    Set<String> unknown = new HashSet<>(listing.topics().keySet());
    unknown.removeAll(listing.policies().keySet());
    boolean complete = !listing.topics().isEmpty() && unknown.isEmpty();
    if (!complete && !undeclared) {
      LOG.atWarn()
          .addKeyValue("sources", author.sources().topics())
          .addKeyValue("unknown", unknown)
          .log(
              listing.topics().isEmpty()
                  ? "Not complete: none of the source topics exists"
                  : "Not complete: the cleanup.policy of source topics may not be read"
                      + " (DescribeConfigs)");
    }
    undeclared = !complete;
    return complete;
  }

  /// Events of a partition are gone that were never read.
  void lost(SourcePartition partition, String why) {
    LOG.atError()
        .addKeyValue("topic", partition.topic())
        .addKeyValue("partition", partition.partition())
        .addKeyValue("why", why)
        .log("Events were lost before they were read; the views are not complete any more");
    losses.add(partition, time.atLeast().orElseGet(clock::instant));
  }

  /// The consumer has seen where a partition ends.
  void seenEnd(SourcePartition partition, long end) {
    time.atLeast().ifPresent(now -> watch.seenEnd(partition, end, now));
  }

  /// Where the journals say that a partition was read up to, if that is known of the topic that
  /// there is now. It blocks for a moment.
  ///
  /// @throws KafkaException if the broker does not answer
  OptionalLong journaledBelow(SourcePartition partition) {
    Uuid id = listedNow().topics().get(partition.topic());
    return id == null ? OptionalLong.empty() : watch.journaledBelow(partition, id);
  }

  private Listing listedNow() {
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

  /// Partitions that are others' now.
  void drop(Collection<SourcePartition> partitions) {
    claims.drop(partitions);
  }

  /// Whether a loss must be written down before an offset of this partition may be committed.
  boolean isHeldBack(SourcePartition partition) {
    return losses.isUnwritten(partition);
  }

  Map<SourcePartition, Instant> lostAt() {
    return losses.all();
  }

  /// Why there are no watermarks, if so.
  Optional<String> silence() {
    return silence;
  }

  /// What there was when the newest watermark was written.
  Optional<Listing> newest() {
    return newest;
  }

  /// When that was asked for, by our clock.
  Optional<Instant> newestAskedAt() {
    return newestAskedAt;
  }
}
