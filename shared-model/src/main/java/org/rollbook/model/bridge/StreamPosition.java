package org.rollbook.model.bridge;

/// A position in one life of a stream: a stream that is deleted and made again has another.
///
/// @param id of the last entry that was read
/// @param ordinal how many entries were ever added up to that one
/// @param added how many entries had ever been added when the stream was looked at last
/// @param newest the id that was given last, then
public record StreamPosition(EntryId id, long ordinal, long added, EntryId newest) {

  /// How many entries were unread when the stream was looked at last.
  public long unread() {
    return Math.max(0, added - ordinal);
  }
}
