package org.rollbook.guard;

import java.util.Arrays;
import java.util.Comparator;

/// One thing of a topology, such as `store counts`.
record LockedThing(LockedKind kind, String name) implements Comparable<LockedThing> {

  private static final Comparator<LockedThing> ORDER =
      Comparator.comparing(LockedThing::kind).thenComparing(LockedThing::name);

  static LockedThing parse(String text) {
    return Arrays.stream(LockedKind.values())
        .filter(kind -> text.startsWith(kind + " "))
        .findFirst()
        .map(kind -> new LockedThing(kind, text.substring(kind.toString().length() + 1)))
        .orElseThrow(() -> new IllegalArgumentException("a lock has no such thing: " + text));
  }

  @Override
  public int compareTo(LockedThing other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
