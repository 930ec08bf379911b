package org.rollbook.model.event;

import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/// The event's metadata in a message's headers: the part of CloudEvents that Rollbook needs.
///
/// A missing `ce_source` is no reason to lose an event. An event without an id or a time cannot be
/// ordered.
///
/// @param type `ce_type`
/// @param id `ce_id`: Open edX writes a UUID, any text will do
/// @param time `ce_time`
/// @param source `ce_source`, empty where the message has none
public record EventEnvelope(String type, String id, Instant time, String source) {

  /// The longest id and source. Open edX's ids have 36 characters. A far longer id must not make
  /// our records about an event larger than the event was: a journal has it in its keys *and*
  /// values.
  public static final int MAX_LENGTH = 255;

  /// Open edX began in 2012: an earlier event time comes from a wrong clock or program.
  static final Instant FIRST_TIME = Instant.parse("2000-01-01T00:00:00Z");

  /// Opens the envelope of a message, whatever its type.
  ///
  /// @throws Rejection naming the header, and what is wrong with it
  public static EventEnvelope open(Headers headers) throws Rejection {
    EventHeaders.refuseRepeated(headers);
    return new EventEnvelope(
        EventHeaders.type(headers), id(headers), time(headers), source(headers));
  }

  private static String id(Headers headers) throws Rejection {
    String id = EventHeaders.required(headers, EventHeaders.ID, RejectCause.NO_ID);
    if (id.length() > MAX_LENGTH) {
      throw new Rejection(
          RejectCause.NO_ID,
          EventHeaders.ID + " has " + id.length() + " characters, at most " + MAX_LENGTH);
    }
    return id;
  }

  private static Instant time(Headers headers) throws Rejection {
    String time = EventHeaders.required(headers, EventHeaders.TIME, RejectCause.NO_TIME);
    try {
      return notTooEarly(IsoTime.parse(time));
    } catch (DateTimeException bad) {
      throw new Rejection(
          RejectCause.BAD_TIME, EventHeaders.TIME + ": " + String.valueOf(bad.getMessage()));
    }
  }

  private static Instant notTooEarly(Instant time) throws Rejection {
    if (time.isBefore(FIRST_TIME)) {
      throw new Rejection(
          RejectCause.BAD_TIME,
          EventHeaders.TIME + " is before " + FIRST_TIME + ": " + IsoTime.format(time));
    }
    return time;
  }

  /// A long source is cut: it is never compared, and the beginning of one is better than no event.
  private static String source(Headers headers) throws Rejection {
    String source = EventHeaders.optional(headers, EventHeaders.SOURCE).orElse("");
    if (source.length() <= MAX_LENGTH) {
      return source;
    }
    // Half of a surrogate pair would not be a character.
    int end =
        Character.isHighSurrogate(source.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return source.substring(0, end);
  }
}
