package org.rollbook.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// The identity and order of an event. A row's stamp is that of the event that last changed it, and
/// decides which event may change the row next.
///
/// Stamps are totally ordered by event time, then by the [Precedence] of their types, then by event
/// id. Two stamps that are equal in all three are one event received twice; the source is not
/// compared. A row is the maximum of the events received about its key, so neither the order nor
/// the number of receptions matters.
///
/// @param eventTime the event's `ce_time`, to the microsecond
/// @param eventId the event's `ce_id`
/// @param source the event's `ce_source`, such as `openedx/lms/web`
public record EventStamp(Instant eventTime, EventType eventType, String eventId, String source)
    implements Comparable<EventStamp> {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final Comparator<EventStamp> ORDER =
      Comparator.comparing(EventStamp::eventTime)
          .thenComparing(stamp -> stamp.eventType().precedence())
          .thenComparing(EventStamp::eventId);

  public EventStamp {
    if (eventId.isEmpty()) {
      throw new IllegalArgumentException("event id must not be empty");
    }
    // RFC 3339 and Python can write these times, and a long of microseconds can hold them.
    if (eventTime.isBefore(FIRST) || eventTime.isAfter(LAST)) {
      throw new IllegalArgumentException("event time must have a year of 1 to 9999: " + eventTime);
    }
    eventTime = eventTime.truncatedTo(ChronoUnit.MICROS);
  }

  /// Whether this event comes after the other; false for the same event.
  public boolean isAfter(EventStamp other) {
    return compareTo(other) > 0;
  }

  /// Whether both stamps are of one event.
  public boolean isSameEventAs(EventStamp other) {
    return compareTo(other) == 0;
  }

  @Override
  public int compareTo(EventStamp other) {
    return ORDER.compare(this, other);
  }
}
