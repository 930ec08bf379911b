package org.rollbook.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything by which the deployed instances of a topology find their state, their journals and
/// each other.
///
/// As text, it has a line for each thing and an indented line for each promise:
///
/// ```
/// store counts
///   row: format 1, ...
/// ```
record Lock(SortedMap<LockedThing, Map<Promise, String>> things) {

  private static final String INDENT = "  ";
  private static final String IS = ": ";

  Lock {
    things = Collections.unmodifiableSortedMap(new TreeMap<>(things));
  }

  /// Reads what [#lines()] returned; lines that begin with `#` are comments.
  ///
  /// @throws IllegalArgumentException naming the line that it cannot read
  static Lock parse(List<String> lines) {
    SortedMap<LockedThing, Map<Promise, String>> things = new TreeMap<>();
    Map<Promise, String> promises = new EnumMap<>(Promise.class);
    for (String line : lines) {
      if (line.startsWith(INDENT)) {
        String[] parts = line.strip().split(IS, 2);
        promises.put(Promise.of(parts[0]), parts.length == 2 ? parts[1] : "");
      } else if (!line.isBlank() && !line.startsWith("#")) {
        promises = new EnumMap<>(Promise.class);
        things.put(LockedThing.parse(line), promises);
      }
    }
    return new Lock(things);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    things.forEach(
        (thing, promises) -> {
          lines.add(thing.toString());
          promises.forEach((promise, value) -> lines.add(INDENT + promise + IS + value));
        });
    return lines;
  }

  /// The version at the end of the application id.
  int version() {
    String id = applicationId();
    return Integer.parseInt(id.substring(id.lastIndexOf("-v") + 2));
  }

  String applicationId() {
    return things.entrySet().stream()
        .filter(thing -> thing.getKey().kind() == LockedKind.TOPOLOGY)
        .map(thing -> thing.getValue().getOrDefault(Promise.APPLICATION_ID, ""))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a lock must have an application id"));
  }
}
