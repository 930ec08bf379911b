package org.rollbook.bridge.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.bridge.publish.Outlet;
import org.rollbook.bridge.publish.RegistryUnavailableException;
import org.rollbook.bridge.redis.RedisConnection;
import org.rollbook.bridge.redis.StreamEntry;
import org.rollbook.bridge.redis.StreamLook;
import org.rollbook.bridge.stream.LossDetector.Judgement;
import org.rollbook.model.bridge.EntryId;
import org.rollbook.model.bridge.StreamPosition;
import org.rollbook.model.bridge.StreamProgress;
import org.rollbook.runtime.time.BrokerTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream: reads it piece by piece, and knows how far it has come.
///
/// A piece that was read counts once it is [settled][#settle]: when the broker has acknowledged all
/// of it. Until then reading again begins where it began.
final class StreamBridge {

  private static final Logger LOG = LoggerFactory.getLogger(StreamBridge.class);

  /// A piece. Entries of Open edX have about a kilobyte, but may be huge: the first piece is small.
  private static final int FIRST_COUNT = 16;

  private static final int LARGEST_COUNT = 512;

  /// A piece with more bytes than this makes the next one smaller.
  private static final long MUCH = 8L << 20;

  private final String stream;
  private StreamProgress progress;
  private Optional<Piece> piece = Optional.empty();
  private @Nullable Target target;
  private int count = FIRST_COUNT;
  private long added;
  private boolean restarted;

  /// Whether Redis may have entries of ours that are published and not acknowledged.
  private boolean pending = true;

  /// What was read, and what is known once it is settled.
  private record Piece(StreamProgress next, List<EntryId> entries) {}

  /// Once everything up to an entry is published, the stream has been read up to a time.
  private record Target(EntryId newest, Instant at) {}

  StreamBridge(StreamProgress progress) {
    this.stream = progress.stream();
    this.progress = progress;
    this.added = progress.position().map(StreamPosition::added).orElse(0L);
  }

  /// Reads a piece, and publishes it.
  ///
  /// @param now a time that the broker's clock has reached
  /// @param time of the broker
  /// @return whether there may be more
  /// @throws RegistryUnavailableException if the first entry cannot be published now
  boolean read(RedisConnection redis, Instant now, BrokerTime time, Outlet outlet) {
    piece = Optional.empty();
    StreamLook look = redis.look(stream, progress.position(), count);
    added = look.added();
    Judgement judgement = LossDetector.judge(progress.position(), look);
    return switch (judgement) {
      case Judgement.Absent(Loss loss) -> {
        target = null;
        // Nothing is unread in a stream that does not exist.
        piece =
            Optional.of(
                new Piece(noting(loss, time).at(Optional.empty()).readUpTo(now), List.of()));
        yield false;
      }
      case Judgement.Restart(Loss loss) -> {
        target = null;
        restarted = true;
        piece = Optional.of(new Piece(noting(loss, time).at(Optional.empty()), List.of()));
        yield true;
      }
      case Judgement.Begin(StreamPosition from, Loss loss) -> {
        redis.createGroup(stream);
        target = null;
        // What an older stream lacks is among what was lost when it was found to be another.
        StreamProgress begun = restarted ? progress : noting(loss, time);
        restarted = false;
        piece = Optional.of(new Piece(begun.at(Optional.of(from)), List.of()));
        yield true;
      }
      case Judgement.GoOn goOn -> goOn(published(look, goOn, outlet), now, time);
    };
  }

  /// What was published of a look.
  private record Published(StreamLook look, Judgement.GoOn judgement) {}

  /// Publishes the entries, or those before the first that cannot be published now.
  private Published published(StreamLook look, Judgement.GoOn judgement, Outlet outlet) {
    int done = 0;
    try {
      for (StreamEntry entry : look.entries()) {
        outlet.publish(stream, entry);
        done++;
      }
      return new Published(look, judgement);
    } catch (RegistryUnavailableException notNow) {
      StreamLook part = look.withFirst(done);
      if (done > 0
          && LossDetector.judge(progress.position(), part) instanceof Judgement.GoOn partly) {
        return new Published(part, partly);
      }
      throw notNow;
    }
  }

  private boolean goOn(Published published, Instant now, BrokerTime time) {
    StreamLook look = published.look();
    StreamPosition reached = published.judgement().reached();
    adaptTo(look.entries());
    StreamProgress next = noting(published.judgement().loss(), time).at(Optional.of(reached));
    piece =
        Optional.of(
            new Piece(
                known(look, reached, now).map(next::readUpTo).orElse(next),
                look.entries().stream().map(StreamEntry::id).toList()));
    return !look.whole();
  }

  /// The time of a loss is not before anything that was lost: a comparison with the LMS that began
  /// earlier does not make it good.
  private StreamProgress noting(Loss loss, BrokerTime time) {
    return switch (loss) {
      case Loss.None _ -> progress;
      case Loss.Counted(long entries) -> {
        LOG.atError()
            .addKeyValue("stream", stream)
            .addKeyValue("entries", entries)
            .log("Entries were removed before they were read; the views are not complete any more");
        yield progress.losing(entries, time.atMost().orElseThrow());
      }
      case Loss.Uncounted(String why) -> {
        LOG.atError()
            .addKeyValue("stream", stream)
            .addKeyValue("why", why)
            .log("Entries may be lost, nobody knows how many; the views are not complete any more");
        yield progress.losing(0, time.atMost().orElseThrow());
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
    count = bytes > MUCH ? Math.max(1, count / 4) : Math.min(LARGEST_COUNT, count * 2);
  }

  /// Takes what was read as published.
  ///
  /// @return the entries to acknowledge to Redis
  List<EntryId> settle() {
    Optional<Piece> settled = piece;
    piece = Optional.empty();
    settled.ifPresent(read -> progress = read.next());
    return settled.map(Piece::entries).orElse(List.of());
  }

  /// Acknowledges entries to Redis, and once also what an earlier process or a failure has left
  /// pending.
  void acknowledge(RedisConnection redis, List<EntryId> entries) {
    boolean earlier = pending;
    pending = true;
    if (earlier && progress.position().isPresent()) {
      redis.acknowledgeUpTo(stream, progress.position().get().id());
    } else {
      redis.acknowledge(stream, entries);
    }
    pending = progress.position().isEmpty();
  }

  /// Forgets what was read and not settled: it is read again.
  void giveUp() {
    piece = Optional.empty();
    target = null;
  }

  StreamProgress progress() {
    return progress;
  }

  /// How many entries had ever been added when the stream was last looked at.
  long added() {
    return added;
  }

  /// After which entry to wait for more.
  EntryId last() {
    return progress.position().map(StreamPosition::id).orElse(EntryId.ZERO);
  }
}
