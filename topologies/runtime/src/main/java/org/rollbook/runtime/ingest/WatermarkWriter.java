package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
/// and answers get older, which is the truth. Used by the ingest thread only.
final class WatermarkWriter {

  private static final Logger LOG = LoggerFactory.getLogger(WatermarkWriter.class);

  private final Author author;
  private final Sources sources;
  private final Outbox outbox;
  private final Clock clock;
  private final Pace pace;
  private final ReadClaims claims = new ReadClaims();
  private final Losses losses = new Losses();
  private @Nullable CompletableFuture<Listing> asked;
  private Optional<Listing> newest = Optional.empty();
  private Instant lastQuestion = Instant.MIN;
  private boolean silent;

  /// In whose name watermarks are written, and where to.
  ///
  /// @param declaredComplete whether the operator says that the site began with Rollbook listening
  record Author(String member, boolean declaredComplete, Journals<?> journals) {}

  WatermarkWriter(Author author, Sources sources, Outbox outbox, Clock clock, Duration every) {
    this.author = author;
    this.sources = sources;
    this.outbox = outbox;
    this.clock = clock;
    this.pace = new Pace(clock, every);
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
      remade = hear(answer, doneBelow);
    }
    if (asked == null && pace.isDue()) {
      asked = sources.listed(questionTime(), doneBelow.keySet());
    }
    return remade;
  }

  /// Claims rest on times that only grow, also when the clock is set back.
  private Instant questionTime() {
    Instant now = clock.instant();
    lastQuestion = now.isAfter(lastQuestion) ? now : lastQuestion;
    return lastQuestion;
  }

  private Set<SourcePartition> hear(
      CompletableFuture<Listing> answer, Map<SourcePartition, OptionalLong> doneBelow) {
    if (answer.isCompletedExceptionally()) {
      noteSilence(answer.exceptionNow());
      return Set.of();
    }
    silent = false;
    Listing listing = answer.resultNow();
    Set<SourcePartition> remade = gone(listing, doneBelow.keySet());
    newest = Optional.of(listing);
    claims.expect(listing);
    doneBelow.forEach(
        (partition, below) ->
            below.ifPresent(
                offset -> {
                  if (!remade.contains(partition)) {
                    claims.reached(partition, offset);
                  }
                }));
    write(listing, doneBelow.keySet());
    return remade;
  }

  /// Says once that there are no watermarks.
  private void noteSilence(Throwable why) {
    if (!silent) {
      LOG.atWarn().addKeyValue("why", why).log("No watermarks: the source topics do not answer");
    }
    silent = true;
  }

  /// Takes leave of partitions whose topic was deleted, and of those whose topic was made again
  /// since. What was unread in them is lost.
  ///
  /// @return the latter
  private Set<SourcePartition> gone(Listing listing, Set<SourcePartition> mine) {
    Set<SourcePartition> gone =
        mine.stream()
            .filter(
                partition -> newest.map(before -> isGone(partition, before, listing)).orElse(false))
            .collect(Collectors.toUnmodifiableSet());
    gone.stream().filter(claims::isBehind).forEach(this::lost);
    claims.drop(gone);
    return gone.stream()
        .filter(listing.partitions()::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isGone(SourcePartition partition, Listing before, Listing now) {
    return before.partitions().contains(partition)
        && !Objects.equals(
            before.topics().get(partition.topic()), now.topics().get(partition.topic()));
  }

  private void write(Listing listing, Set<SourcePartition> mine) {
    // A partition that is ours is there, whatever an old answer says.
    var partitions = new HashSet<>(listing.partitions());
    partitions.addAll(mine);
    var watermark =
        new Watermark(
            listing.at(), author.declaredComplete(), partitions, claims.claims(), losses.all());
    author.journals().recordsOf(author.member(), watermark).forEach(outbox::send);
    for (SourcePartition partition : losses.takeUnwritten()) {
      author.journals().recordsOf(partition, watermark).forEach(outbox::send);
    }
  }

  /// Events of a partition are gone that were never read.
  void lost(SourcePartition partition) {
    LOG.atError()
        .addKeyValue("topic", partition.topic())
        .addKeyValue("partition", partition.partition())
        .log("Events were lost before they were read; the views are not complete any more");
    losses.add(partition, clock.instant());
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

  /// What there was when the newest watermark was written.
  Optional<Listing> newest() {
    return newest;
  }
}
