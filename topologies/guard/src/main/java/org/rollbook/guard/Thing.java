package org.rollbook.guard;

import java.util.Arrays;
import java.util.Comparator;

/// One thing of a topology, such as `store counts`.
record Thing(Part part, String name) implements Comparable<Thing> {

  private static final Comparator<Thing> ORDER =
      Comparator.comparing(Thing::part).thenComparing(Thing::name);

  static Thing parse(String text) {
    return Arrays.stream(Part.values())
        .filter(part -> text.startsWith(part + " "))
        .findFirst()
        .map(part -> new Thing(part, text.substring(part.toString().length() + 1)))
        .orElseThrow(() -> new IllegalArgumentException("a lock does not hold: " + text));
  }

  @Override
  public int compareTo(Thing other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return part + " " + name;
  }
}
