package org.rollbook.testkit.campus;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;

/// The events of visit after visit to the LMS that are told of, until there were enough; no visit
/// is cut in two.
final class Visits implements Iterator<CampusEvent> {

  private final Lms lms;
  private final Set<Kind> told;
  private final long enough;
  private final Queue<CampusEvent> emitted = new ArrayDeque<>();
  private long events;

  Visits(Lms lms, Set<Kind> told, long enough) {
    this.lms = lms;
    this.told = told;
    this.enough = enough;
  }

  @Override
  public boolean hasNext() {
    return !emitted.isEmpty() || events < enough;
  }

  @Override
  public CampusEvent next() {
    while (emitted.isEmpty() && events < enough) {
      lms.visit().stream().filter(event -> told.contains(Kind.of(event))).forEach(emitted::add);
      events += emitted.size();
    }
    return emitted.remove();
  }

  /// Whether there is more to come of the last visit.
  boolean isWithinVisit() {
    return !emitted.isEmpty();
  }
}
