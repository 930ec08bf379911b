package org.rollbook.bridge.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.bridge.publish.Outlet;
import org.rollbook.bridge.redis.RedisConnection;
import org.rollbook.bridge.redis.StreamEntry;
import org.rollbook.bridge.redis.StreamLook;
import org.rollbook.bridge.stream.LossDetector.Judgement;
import org.rollbook.model.bridge.EntryId;
import org.rollbook.model.bridge.StreamPosition;
import org.rollbook.model.bridge.StreamProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream: reads it piece by piece, and knows how far it has come.
///
/// A piece that was read counts once it is [settled][#settle]: when the broker has acknowledged all
/// of it. Until then reading again begins where it began.
public final class StreamBridge {

  private static final Logger LOG = LoggerFactory.getLogger(StreamBridge.class);

  /// A piece. Entries of Open edX have about a kilobyte.
  private static final int LARGEST_COUNT = 512;

  /// A piece with more bytes than this makes the next one smaller, since entries may be huge.
  private static final long MUCH = 8L << 20;

  private final String stream;
  private StreamProgress progress;
  private Optional<Piece> piece = Optional.empty();
  private @Nullable Target target;
  private int count = LARGEST_COUNT;

  /// What was read, and what is known once it is settled.
  private record Piece(StreamProgress next, List<EntryId> entries) {}

  /// Once everything up to an entry is published, the stream has been read up to a time.
  private record Target(EntryId newest, Instant at) {}

  public StreamBridge(StreamProgress progress) {
    this.stream = progress.stream();
    this.progress = progress;
  }

  /// Acknowledges to Redis what an earlier process has published and not acknowledged any more.
  public void begin(RedisConnection redis) {
    Optional<EntryId> read = progress.position().map(StreamPosition::id);
    if (read.isPresent() && redis.look(stream, progress.position(), 1).hasGroup()) {
      redis.acknowledgeUpTo(stream, read.get());
    }
  }

  /// Reads a piece, and publishes it.
  ///
  /// @param now a time that the broker's clock has reached
  /// @return whether there may be more
  public boolean read(RedisConnection redis, Instant now, Outlet outlet) {
    piece = Optional.empty();
    StreamLook look = redis.look(stream, progress.position(), count);
    Judgement judgement = LossDetector.judge(progress.position(), look);
    StreamProgress noted = noting(judgement.loss(), now);
    return switch (judgement) {
      case Judgement.Absent _ -> {
        target = null;
        // Nothing is unread in a stream that does not exist.
        piece = Optional.of(new Piece(noted.at(Optional.empty()).readUpTo(now), List.of()));
        yield false;
      }
      case Judgement.Begin(StreamPosition from, _) -> {
        redis.createGroup(stream);
        target = null;
        piece = Optional.of(new Piece(noted.at(Optional.of(from)), List.of()));
        yield true;
      }
      case Judgement.GoOn(StreamPosition reached, _) -> {
        look.entries().forEach(entry -> outlet.publish(stream, entry));
        adaptTo(look.entries());
        StreamProgress next = noted.at(Optional.of(reached));
        piece =
            Optional.of(
                new Piece(
                    known(look, reached, now).map(next::readUpTo).orElse(next),
                    look.entries().stream().map(StreamEntry::id).toList()));
        yield !look.whole();
      }
    };
  }

  private StreamProgress noting(Loss loss, Instant now) {
    return switch (loss) {
      case Loss.None _ -> progress;
      case Loss.Counted(long entries) -> {
        LOG.atError()
            .addKeyValue("stream", stream)
            .addKeyValue("entries", entries)
            .log("Entries were removed before they were read; the views are not complete any more");
        yield progress.losing(entries, now);
      }
      case Loss.Uncounted(String why) -> {
        LOG.atError()
            .addKeyValue("stream", stream)
            .addKeyValue("why", why)
            .log("Entries may be lost, nobody knows how many; the views are not complete any more");
        yield progress.losing(0, now);
      }
    };
  }

  /// The time up to which the stream will have been read when this piece is settled, if there is a
  /// new one. A reader that is always a little behind gets there with some delay.
  private Optional<Instant> known(StreamLook look, StreamPosition reached, Instant now) {
    if (look.whole()) {
      target = null;
      return Optional.of(now);
    }
    Optional<Instant> there =
        Optional.ofNullable(target)
            .filter(aim -> !aim.newest().isAfter(reached.id()))
            .map(Target::at);
    if (target == null || there.isPresent()) {
      target = new Target(look.newest(), now);
    }
    return there;
  }

  private void adaptTo(List<StreamEntry> entries) {
    long bytes = entries.stream().mapToLong(StreamEntry::size).sum();
    if (bytes > MUCH) {
      count = Math.max(1, count / 4);
    } else {
      count = Math.min(LARGEST_COUNT, count * 2);
    }
  }

  /// Takes what was read as published.
  ///
  /// @return the progress, if it is another than before
  public Optional<StreamProgress> settle(RedisConnection redis) {
    Optional<Piece> settled = piece;
    piece = Optional.empty();
    StreamProgress before = progress;
    settled.ifPresent(
        read -> {
          progress = read.next();
          redis.acknowledge(stream, read.entries());
        });
    return Optional.of(progress).filter(now -> !now.equals(before));
  }

  /// Forgets what was read and not settled: it is read again.
  public void giveUp() {
    piece = Optional.empty();
    target = null;
  }

  public StreamProgress progress() {
    return progress;
  }

  /// After which entry to wait for more.
  public EntryId last() {
    return progress.position().map(StreamPosition::id).orElse(EntryId.ZERO);
  }
}
