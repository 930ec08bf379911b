package org.rollbook.testkit.campus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.rollbook.model.EventStamp;

/// The way from the LMS to the bus: the topic of an event, and which events are repeated or delayed
/// on the way. Delays count in deliveries, so that a campus has the same disorder at any rate.
final class Deliveries implements Iterator<Delivery> {

  private final Iterator<CampusEvent> events;
  private final CampusTopics topics;
  private final Disorder disorder;
  private final RandomGenerator chance;

  private final PriorityQueue<Delayed> delayed =
      new PriorityQueue<>(Comparator.comparingLong(Delayed::due).thenComparingLong(Delayed::since));

  /// Empty if everything is in order, so that millions of events cost nothing then.
  private final Map<Claimed, EventStamp> latest = new HashMap<>();

  private long published;
  private long delayedSoFar;

  Deliveries(
      Iterator<CampusEvent> events,
      CampusTopics topics,
      Disorder disorder,
      RandomGenerator chance) {
    this.events = events;
    this.topics = topics;
    this.disorder = disorder;
    this.chance = chance;
  }

  @Override
  public boolean hasNext() {
    return events.hasNext() || !delayed.isEmpty();
  }

  /// @throws NoSuchElementException when there are no more events and nothing is delayed
  @Override
  public Delivery next() {
    while (!isDelayedDue()) {
      CampusEvent event = events.next();
      String topic = topics.of(LmsEventType.of(event.payload().stamp()));
      boolean late = draw(disorder.late());
      boolean repeated = draw(disorder.repeated());
      boolean elsewhere = draw(disorder.onOtherTopic());
      if (repeated) {
        delay(topic, event, true);
      }
      if (elsewhere) {
        delay(CampusTopics.otherThan(topic), event, true);
      }
      if (!late) {
        return publication(topic, event, false);
      }
      delay(topic, event, false);
    }
    Delayed due = delayed.remove();
    return publication(due.topic(), due.event(), due.repeated());
  }

  /// Delivers what is delayed, without waiting for more to happen.
  List<Delivery> drain() {
    var rest = new ArrayList<Delivery>();
    while (!delayed.isEmpty()) {
      Delayed due = delayed.remove();
      rest.add(publication(due.topic(), due.event(), due.repeated()));
    }
    return rest;
  }

  private boolean isDelayedDue() {
    Delayed first = delayed.peek();
    return first != null && (first.due() <= published || !events.hasNext());
  }

  private void delay(String topic, CampusEvent event, boolean repeated) {
    long due = published + 1 + chance.nextInt(disorder.longestDelay());
    delayed.add(new Delayed(due, delayedSoFar++, topic, event, repeated));
  }

  private Delivery publication(String topic, CampusEvent event, boolean repeated) {
    published++;
    return new Delivery(topic, event, repeated, isLate(event.payload()));
  }

  /// Whether a later event was published before for each facet that the event claims.
  private boolean isLate(EventPayload payload) {
    if (disorder.keepsOrder()) {
      return false;
    }
    boolean late = !payload.claims().isEmpty();
    for (var facet : payload.claims()) {
      EventStamp newest =
          latest.merge(
              new Claimed(payload.key(), facet),
              payload.stamp(),
              (was, now) -> StampLaw.overrules(now, was) ? now : was);
      late &= StampLaw.overrules(newest, payload.stamp());
    }
    return late;
  }

  private boolean draw(double share) {
    return chance.nextDouble() < share;
  }

  private record Claimed(CampusEnrollmentKey key, EventPayload.Facet facet) {}

  private record Delayed(long due, long since, String topic, CampusEvent event, boolean repeated) {}
}
