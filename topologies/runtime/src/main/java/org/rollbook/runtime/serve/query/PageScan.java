package org.rollbook.runtime.serve.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.serve.query.PageStart.Direction;
import org.rollbook.runtime.view.ReplicaRead;
import org.rollbook.runtime.view.Replicas;

/// Reads one page of the rows whose keys begin with a prefix.
///
/// A page is found by seeking to a key, never by counting rows. So the millionth page costs as much
/// as the first, and rows that are added or removed in between shift nothing.
///
/// @param lookedAt the most rows to read, accepted or not
record PageScan(Bytes prefix, PageRequest request, Predicate<byte[]> filter, int lookedAt) {

  private static final byte[] ZERO = {0};
  private static final byte GREATEST = (byte) 0xFF;

  ReplicaRead<Page<byte[]>> of(Replicas.Replica replica) {
    Optional<PageStart> start = request.start();
    Direction direction = start.map(PageStart::direction).orElse(Direction.AFTER);
    byte[] startKey =
        KeyBytes.concat(
            prefix.get(), start.map(PageStart::key).map(Bytes::get).orElse(new byte[0]));
    var taken = new Taken();
    ReplicaRead<Replicas.Scan> scan =
        switch (direction) {
          case AFTER ->
              replica.scan(
                  Bytes.wrap(start.isPresent() ? KeyBytes.concat(startKey, ZERO) : startKey),
                  end(),
                  false,
                  taken);
          case BEFORE -> replica.scan(prefix, Bytes.wrap(startKey), true, taken.butNot(startKey));
        };
    return scan.then(
        end -> new ReplicaRead.Read<>(page(direction, taken, end == Replicas.Scan.STOPPED)));
  }

  /// A key greater than all keys with the prefix.
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

  /// The key directly after the given one: the page before this one then ends with the given row.
  private static Bytes after(PageStart given) {
    return Bytes.wrap(KeyBytes.concat(given.key().get(), ZERO));
  }

  /// The rows accepted so far, in scan order, and the keys at which the neighbouring pages begin.
  private final class Taken implements Replicas.RowVisitor {

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

    /// The first row accepted, if any.
    Optional<Bytes> first() {
      return first;
    }

    /// The last row read, if any.
    Optional<Bytes> last() {
      return last;
    }
  }
}
