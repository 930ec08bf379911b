package org.rollbook.bridge.stream;

import java.util.Optional;
import org.rollbook.bridge.redis.StreamLook;
import org.rollbook.model.bridge.EntryId;
import org.rollbook.model.bridge.StreamPosition;

/// Finds out whether a stream has lost entries that were not read.
///
/// A stream is capped, and trimmed whether or not anybody has read it; and it is one key of a
/// server that may evict it as a whole, or come back from an older snapshot. A reader is told
/// nothing of all that: it gets the next entry that is there. But the server counts the entries
/// that were ever added, and we count those that we have read. So as long as it is the same stream,
/// what has been removed is more than what we had read only if something was lost, and by how much.
///
/// Neither a group's `lag` nor its `entries-read` nor `max-deleted-entry-id` shows this.
public final class LossDetector {

  private LossDetector() {}

  /// What to do next.
  public sealed interface Judgement {

    /// What was lost.
    Loss loss();

    /// There is no such stream.
    record Absent(Loss loss) implements Judgement {}

    /// The stream is another than before, and is read from its beginning.
    ///
    /// Our group tells whether a stream is another, so it is made only once that is written down.
    record Restart(Loss loss) implements Judgement {}

    /// The stream was not read before: it is read from its beginning, and gets our group.
    ///
    /// @param from before the oldest entry that there is
    record Begin(StreamPosition from, Loss loss) implements Judgement {}

    /// The entries that were read follow on the position.
    ///
    /// @param reached after the last of them
    record GoOn(StreamPosition reached, Loss loss) implements Judgement {}
  }

  /// Judges a look at a stream.
  ///
  /// @param before where reading had come to; empty if there was no stream, or nobody knows
  /// @param look at the stream, with the entries after that
  public static Judgement judge(Optional<StreamPosition> before, StreamLook look) {
    if (!look.exists()) {
      return new Judgement.Absent(
          before.isPresent() ? uncounted("the stream was deleted or evicted") : Loss.NONE);
    }
    if (before.isEmpty()) {
      return new Judgement.Begin(beginningOf(look), counted(look.removed()));
    }
    if (!look.hasGroup()) {
      return again("the stream, or the consumer group, was deleted");
    }
    StreamPosition position = before.get();
    if (look.added() < position.added() || position.newest().isAfter(look.newest())) {
      return again("the stream is older than it was");
    }
    return goOn(position, look);
  }

  private static Judgement goOn(StreamPosition position, StreamLook look) {
    boolean passed = look.length() == 0 || look.first().isAfter(position.id());
    long missed = passed ? look.removed() - position.ordinal() : 0;
    if (missed < 0) {
      return again("the stream has had fewer entries than were read");
    }
    if (!passed && !look.holdsPosition() && mustHold(position.id(), look)) {
      return again("the entry that was read last is gone, although older ones are there");
    }
    EntryId last = look.entries().isEmpty() ? position.id() : look.entries().getLast().id();
    long ordinal = position.ordinal() + missed + look.entries().size();
    // Where all was read that there is, what was counted and is not there was deleted (XDEL).
    long deleted = look.whole() ? look.added() - ordinal : 0;
    return deleted < 0
        ? again("the stream has had fewer entries than were read")
        : new Judgement.GoOn(
            new StreamPosition(last, ordinal + deleted, look.added(), look.newest()),
            counted(missed + deleted));
  }

  /// Somebody may have deleted it by itself.
  private static boolean mustHold(EntryId read, StreamLook look) {
    return !read.equals(EntryId.ZERO) && read.isAfter(look.deleted());
  }

  private static Judgement again(String why) {
    return new Judgement.Restart(uncounted(why));
  }

  private static StreamPosition beginningOf(StreamLook look) {
    return new StreamPosition(EntryId.ZERO, look.removed(), look.added(), look.newest());
  }

  private static Loss counted(long entries) {
    return entries == 0 ? Loss.NONE : new Loss.Counted(entries);
  }

  private static Loss uncounted(String why) {
    return new Loss.Uncounted(why);
  }
}
