package org.rollbook.bridge.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rollbook.bridge.redis.StreamEntry;
import org.rollbook.bridge.redis.StreamLook;
import org.rollbook.model.bridge.EntryId;
import org.rollbook.model.bridge.StreamPosition;

/// A stream of Redis as far as its entries are counted, and what became of each.
final class FakeStream {

  private final TreeSet<EntryId> entries = new TreeSet<>();
  private final Set<EntryId> read = new HashSet<>();
  private final Set<EntryId> lost = new HashSet<>();
  private boolean exists;
  private boolean hasGroup;
  private long added;
  private EntryId newest = EntryId.ZERO;
  private EntryId deleted = EntryId.ZERO;

  /// The server's clock, which outlives the stream.
  private long clock = 1_000;

  void add(int count) {
    exists = true;
    for (int each = 0; each < count; each++) {
      newest = new EntryId(++clock, 0);
      entries.add(newest);
      added++;
    }
  }

  void trimTo(int length) {
    while (entries.size() > length) {
      gone(entries.pollFirst());
    }
  }

  /// Deletes the entry at an index, the oldest being the first.
  void delete(int index) {
    EntryId entry = entries.stream().skip(index).findFirst().orElseThrow();
    entries.remove(entry);
    deleted = deleted.isAfter(entry) ? deleted : entry;
    gone(entry);
  }

  void remove() {
    entries.forEach(this::gone);
    entries.clear();
    exists = false;
    hasGroup = false;
    added = 0;
    newest = EntryId.ZERO;
    deleted = EntryId.ZERO;
  }

  private void gone(EntryId entry) {
    if (!read.contains(entry)) {
      lost.add(entry);
    }
  }

  void createGroup() {
    hasGroup = true;
  }

  void removeGroup() {
    hasGroup = false;
  }

  void markRead(EntryId entry) {
    read.add(entry);
  }

  FakeStream snapshot() {
    var copy = new FakeStream();
    copy.restore(this);
    return copy;
  }

  /// Takes over what another has, but for what was read.
  void restore(FakeStream other) {
    entries.clear();
    entries.addAll(other.entries);
    exists = other.exists;
    hasGroup = other.hasGroup;
    added = other.added;
    newest = other.newest;
    deleted = other.deleted;
    clock = Math.max(clock, other.clock);
  }

  StreamLook look(Optional<StreamPosition> position, int count) {
    if (!exists) {
      return StreamLook.ABSENT;
    }
    EntryId after = position.map(StreamPosition::id).orElse(EntryId.ZERO);
    List<StreamEntry> found =
        hasGroup
            ? entries.tailSet(after, false).stream()
                .limit(count)
                .map(id -> new StreamEntry(id, List.of()))
                .toList()
            : List.of();
    return new StreamLook(
        true,
        hasGroup,
        entries.size(),
        added,
        entries.isEmpty() ? EntryId.ZERO : entries.first(),
        newest,
        deleted,
        entries.contains(after),
        found,
        found.size() < count);
  }

  int readEntries() {
    return read.size();
  }

  int lostEntries() {
    return lost.size();
  }

  /// Entries that are there and were not read.
  long unseen() {
    return entries.stream().filter(entry -> !read.contains(entry)).count();
  }
}
