package org.rollbook.bridge.redis;

import java.util.List;
import org.rollbook.model.bridge.EntryId;

/// A stream at one moment, and the entries after a position at the same moment.
///
/// @param exists whether there is such a stream
/// @param hasGroup whether it has our consumer group. The group goes with the stream: a stream that
///   was made again has none
/// @param length how many entries it holds
/// @param added how many were ever added to it
/// @param first the id of the oldest that it holds; zero if it holds none
/// @param newest the id that was given last
/// @param deleted the largest id that was ever deleted by itself (`XDEL`); zero if none was
/// @param holdsPosition whether it holds the entry at the position
/// @param entries the oldest after the position; none if there is no group
/// @param whole whether these are all
public record StreamLook(
    boolean exists,
    boolean hasGroup,
    long length,
    long added,
    EntryId first,
    EntryId newest,
    EntryId deleted,
    boolean holdsPosition,
    List<StreamEntry> entries,
    boolean whole) {

  /// There is no such stream.
  public static final StreamLook ABSENT =
      new StreamLook(
          false, false, 0, 0, EntryId.ZERO, EntryId.ZERO, EntryId.ZERO, false, List.of(), true);

  public StreamLook {
    entries = List.copyOf(entries);
  }

  boolean isOfSameCountsAs(StreamLook other) {
    return exists == other.exists
        && hasGroup == other.hasGroup
        && length == other.length
        && added == other.added
        && first.equals(other.first)
        && newest.equals(other.newest);
  }

  /// These of its entries, as if it had been asked for no more.
  public StreamLook withFirst(int count) {
    return new StreamLook(
        exists,
        hasGroup,
        length,
        added,
        first,
        newest,
        deleted,
        holdsPosition,
        entries.subList(0, count),
        false);
  }

  /// How many entries were removed from it, read or not.
  public long removed() {
    return added - length;
  }
}
