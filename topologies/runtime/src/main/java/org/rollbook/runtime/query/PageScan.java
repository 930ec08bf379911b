package org.rollbook.runtime.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.query.PageStart.Direction;

/// Reads one page of the rows whose keys begin with a prefix.
///
/// A page is found by seeking beside a key, never by counting rows, so that the millionth page
/// costs what the first does and rows that come or go in between shift nothing.
///
/// @param lookedAt at most so many rows are read, taken or not
record PageScan(Bytes prefix, PageRequest request, Predicate<byte[]> filter, int lookedAt) {

  private static final byte[] ZERO = {0};
  private static final byte GREATEST = (byte) 0xFF;

  CopyRead<Page<byte[]>> of(Copies.Copy copy) {
    Optional<PageStart> start = request.start();
    Direction direction = start.map(PageStart::direction).orElse(Direction.AFTER);
    byte[] beside =
        KeyBytes.concat(
            prefix.get(), start.map(PageStart::key).map(Bytes::get).orElse(new byte[0]));
    var taken = new Taken();
    CopyRead<Copies.Scan> scan =
        switch (direction) {
          case AFTER ->
              copy.scan(
                  Bytes.wrap(start.isPresent() ? KeyBytes.concat(beside, ZERO) : beside),
                  end(),
                  false,
                  taken);
          case BEFORE -> copy.scan(prefix, Bytes.wrap(beside), true, taken.butNot(beside));
        };
    return scan.then(
        end -> new CopyRead.Read<>(page(direction, taken, end == Copies.Scan.STOPPED)));
  }

  /// A key after all that begin with the prefix.
  private Bytes end() {
    for (int last = prefix.get().length - 1; last >= 0; last--) {
      if (prefix.get()[last] != GREATEST) {
        byte[] end = Arrays.copyOf(prefix.get(), last + 1);
        end[last]++;
        return Bytes.wrap(end);
      }
    }
    return Bytes.wrap(KeyBytes.concat(prefix.get(), new byte[] {GREATEST}));
  }

  private Page<byte[]> page(Direction direction, Taken taken, boolean more) {
    return switch (direction) {
      case AFTER ->
          new Page<>(
              taken.rows,
              more
                  ? Optional.of(new PageStart(taken.last().orElseThrow(), Direction.AFTER))
                  : Optional.empty(),
              request
                  .start()
                  .map(
                      given ->
                          new PageStart(taken.first().orElse(after(given)), Direction.BEFORE)));
      case BEFORE -> {
        Collections.reverse(taken.rows);
        yield new Page<>(
            taken.rows,
            Optional.of(
                new PageStart(
                    taken.first().or(taken::last).orElse(Bytes.wrap(new byte[0])),
                    Direction.AFTER)),
            more
                ? Optional.of(new PageStart(taken.last().orElseThrow(), Direction.BEFORE))
                : Optional.empty());
      }
    };
  }

  /// So that a page before it has the row that an empty page came after.
  private static Bytes after(PageStart given) {
    return Bytes.wrap(KeyBytes.concat(given.key().get(), ZERO));
  }

  /// The rows taken so far, in the order of the scan, and the keys that the neighbouring pages
  /// begin beside.
  private final class Taken implements Copies.RowVisitor {

    private final List<byte[]> rows = new ArrayList<>();
    private Optional<Bytes> first = Optional.empty();
    private Optional<Bytes> last = Optional.empty();
    private byte[] skipped = new byte[0];
    private int seen;

    Taken butNot(byte[] key) {
      skipped = key;
      return this;
    }

    @Override
    public boolean wantsMoreAfter(Bytes key, byte[] bytes) {
      if (Arrays.equals(key.get(), skipped)) {
        return true;
      }
      if (rows.size() == request.size() || seen == lookedAt) {
        return false;
      }
      seen++;
      Bytes rest = Bytes.wrap(Arrays.copyOfRange(key.get(), prefix.get().length, key.get().length));
      if (filter.test(bytes)) {
        rows.add(bytes);
        first = first.or(() -> Optional.of(rest));
      }
      last = Optional.of(rest);
      return true;
    }

    /// The first row taken, if any.
    Optional<Bytes> first() {
      return first;
    }

    /// The last row looked at, if any.
    Optional<Bytes> last() {
      return last;
    }
  }
}
