package org.rollbook.testkit.campus;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/// The events of visit after visit to the LMS, until there were enough; no visit is cut in two.
final class Visits implements Iterator<CampusEvent> {

  private final Lms lms;
  private final long enough;
  private final Queue<CampusEvent> emitted = new ArrayDeque<>();
  private long events;

  Visits(Lms lms, long enough) {
    this.lms = lms;
    this.enough = enough;
  }

  @Override
  public boolean hasNext() {
    return !emitted.isEmpty() || events < enough;
  }

  @Override
  public CampusEvent next() {
    if (emitted.isEmpty() && events < enough) {
      emitted.addAll(lms.visit());
      events += emitted.size();
    }
    return emitted.remove();
  }
}
