package org.rollbook.model.event;

import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/// What a message's headers say about the event in it: the part of CloudEvents that Rollbook needs.
///
/// A missing `ce_source` is no reason to lose an event; without an id or a time it has no place in
/// the order.
///
/// @param type `ce_type`
/// @param id `ce_id`: Open edX writes a UUID, any text will do
/// @param time `ce_time`
/// @param source `ce_source`, empty where the message has none
public record EventEnvelope(String type, String id, Instant time, String source) {

  /// Open edX's ids have 36 characters. What is far longer must not make the things that we write
  /// about an event larger than the event was: its id stands in a journal's keys *and* values.
  public static final int MAX_LENGTH = 255;

  /// Open edX began in 2012: an earlier event time comes from a clock or a program that is wrong.
  static final Instant FIRST_TIME = Instant.parse("2000-01-01T00:00:00Z");

  /// Opens the envelope of a message, whatever its type.
  public static EnvelopeResult open(Headers headers) {
    try {
      EventHeaders.refuseRepeated(headers);
      return new EnvelopeResult.Opened(
          new EventEnvelope(
              EventHeaders.required(headers, EventHeaders.TYPE, RejectCause.NO_TYPE),
              id(headers),
              time(headers),
              source(headers)));
    } catch (RefusedHeader refused) {
      return new EnvelopeResult.Refused(refused.rejectCause(), refused.detail());
    }
  }

  private static String id(Headers headers) throws RefusedHeader {
    String id = EventHeaders.required(headers, EventHeaders.ID, RejectCause.NO_ID);
    if (id.length() > MAX_LENGTH) {
      throw new RefusedHeader(
          RejectCause.NO_ID,
          EventHeaders.ID + " has " + id.length() + " characters, at most " + MAX_LENGTH);
    }
    return id;
  }

  private static Instant time(Headers headers) throws RefusedHeader {
    String time = EventHeaders.required(headers, EventHeaders.TIME, RejectCause.NO_TIME);
    try {
      return notTooEarly(IsoTime.parse(time));
    } catch (DateTimeException bad) {
      throw new RefusedHeader(
          RejectCause.BAD_TIME, EventHeaders.TIME + ": " + String.valueOf(bad.getMessage()));
    }
  }

  private static Instant notTooEarly(Instant time) throws RefusedHeader {
    if (time.isBefore(FIRST_TIME)) {
      throw new RefusedHeader(
          RejectCause.BAD_TIME,
          EventHeaders.TIME + " is before " + FIRST_TIME + ": " + IsoTime.format(time));
    }
    return time;
  }

  /// The source is told, never compared: the beginning of a long one is better than no event.
  private static String source(Headers headers) throws RefusedHeader {
    String source = EventHeaders.optional(headers, EventHeaders.SOURCE).orElse("");
    if (source.length() <= MAX_LENGTH) {
      return source;
    }
    // Half a character would be none.
    int end =
        Character.isHighSurrogate(source.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return source.substring(0, end);
  }
}
