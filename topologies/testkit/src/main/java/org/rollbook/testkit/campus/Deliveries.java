package org.rollbook.testkit.campus;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.rollbook.model.EventStamp;

/// The way from the LMS to the bus: which topic an event goes to, and what is doubled or held back
/// on the way. Delays count in publications, so that a campus that runs at any rate, or at no rate,
/// is in the same disorder.
final class Deliveries implements Iterator<Publication> {

  private final Iterator<CampusEvent> events;
  private final SourceTopics topics;
  private final Disorder disorder;
  private final RandomGenerator chance;

  private final PriorityQueue<Held> held =
      new PriorityQueue<>(Comparator.comparingLong(Held::due).thenComparingLong(Held::since));

  /// Empty where everything is in order, so that millions of events cost nothing there.
  private final Map<Claimed, EventStamp> latest = new HashMap<>();

  private long published;
  private long heldSoFar;

  Deliveries(
      Iterator<CampusEvent> events,
      SourceTopics topics,
      Disorder disorder,
      RandomGenerator chance) {
    this.events = events;
    this.topics = topics;
    this.disorder = disorder;
    this.chance = chance;
  }

  @Override
  public boolean hasNext() {
    return events.hasNext() || !held.isEmpty();
  }

  /// @throws NoSuchElementException when nothing will happen any more and nothing is held back
  @Override
  public Publication next() {
    while (!isHeldDue()) {
      CampusEvent event = events.next();
      String topic = topics.of(event.said().stamp().knownType());
      boolean late = draw(disorder.late());
      boolean repeated = draw(disorder.repeated());
      boolean elsewhere = draw(disorder.onOtherTopic());
      if (repeated) {
        hold(topic, event, true);
      }
      if (elsewhere) {
        hold(SourceTopics.otherThan(topic), event, true);
      }
      if (!late) {
        return publication(topic, event, false);
      }
      hold(topic, event, false);
    }
    Held due = held.remove();
    return publication(due.topic(), due.event(), due.repeated());
  }

  private boolean isHeldDue() {
    Held first = held.peek();
    return first != null && (first.due() <= published || !events.hasNext());
  }

  private void hold(String topic, CampusEvent event, boolean repeated) {
    long due = published + 1 + chance.nextInt(disorder.longestDelay());
    held.add(new Held(due, heldSoFar++, topic, event, repeated));
  }

  private Publication publication(String topic, CampusEvent event, boolean repeated) {
    published++;
    return new Publication(topic, event, repeated, isLate(event.said()));
  }

  /// Whether each facet that it claims was settled by a later event already.
  private boolean isLate(Said said) {
    if (disorder.keepsOrder()) {
      return false;
    }
    boolean late = !said.claims().isEmpty();
    for (var facet : said.claims()) {
      EventStamp newest =
          latest.merge(
              new Claimed(said.key(), facet),
              said.stamp(),
              (was, now) -> Law.overrules(now, was) ? now : was);
      late &= Law.overrules(newest, said.stamp());
    }
    return late;
  }

  private boolean draw(double share) {
    return chance.nextDouble() < share;
  }

  private record Claimed(EnrollmentKey key, Said.Facet facet) {}

  private record Held(long due, long since, String topic, CampusEvent event, boolean repeated) {}
}
