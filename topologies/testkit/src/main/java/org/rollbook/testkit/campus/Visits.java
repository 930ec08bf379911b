package org.rollbook.testkit.campus;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;

/// The emitted events of one visit to the LMS after the other, until there are enough; no visit is
/// cut in two.
final class Visits implements Iterator<CampusEvent> {

  private final Lms lms;
  private final Set<RowKind> kinds;
  private final long enough;
  private final Queue<CampusEvent> emitted = new ArrayDeque<>();
  private long events;

  Visits(Lms lms, Set<RowKind> kinds, long enough) {
    this.lms = lms;
    this.kinds = kinds;
    this.enough = enough;
  }

  @Override
  public boolean hasNext() {
    return !emitted.isEmpty() || events < enough;
  }

  @Override
  public CampusEvent next() {
    while (emitted.isEmpty() && events < enough) {
      lms.visit().stream().filter(event -> kinds.contains(RowKind.of(event))).forEach(emitted::add);
      events += emitted.size();
    }
    return emitted.remove();
  }

  /// Whether the last visit has more events.
  boolean isWithinVisit() {
    return !emitted.isEmpty();
  }
}
