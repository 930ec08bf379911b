package org.rollbook.model.event;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.StrictUtf8;

/// The Kafka headers that carry an event's envelope: CloudEvents' binding, and two of Open edX's
/// own (`edx_event_bus_kafka/internal/utils.py`).
public final class EventHeaders {

  public static final String TYPE = "ce_type";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TIME = "ce_time";

  /// On our own events: the id of the event that caused this one.
  public static final String CAUSATION_ID = "ce_causationid";

  /// The headers of the event's metadata, which may occur only once, as in Open edX's own consumer.
  /// The three that it does not read (`ce_specversion` and the content types) may repeat.
  private static final List<String> ONLY_ONCE =
      List.of(TYPE, ID, SOURCE, TIME, "ce_minorversion", "sourcehost", "sourcelib");

  private EventHeaders() {}

  /// The event's type, read before anything else: no view reads most types, and their events are
  /// skipped unread.
  public static String type(Headers headers) throws Rejection {
    return required(headers, TYPE, RejectCause.NO_TYPE);
  }

  /// The text of a header, which must not be empty.
  static String required(Headers headers, String name, RejectCause ifAbsent) throws Rejection {
    return optional(headers, name)
        .orElseThrow(() -> new Rejection(ifAbsent, name + " is missing or empty"));
  }

  /// The text of a header, if it occurs once and is not empty.
  static Optional<String> optional(Headers headers, String name) throws Rejection {
    byte @Nullable [] value = onlyValue(headers, name);
    if (value == null || value.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(StrictUtf8.decode(value));
    } catch (CharacterCodingException notUtf8) {
      throw new Rejection(RejectCause.NOT_UTF8, name + " is not UTF-8");
    }
  }

  /// Refuses headers in which any header of the metadata occurs twice.
  static void refuseRepeated(Headers headers) throws Rejection {
    long found = 0;
    for (Header header : headers) {
      int index = ONLY_ONCE.indexOf(header.key());
      long mark = index < 0 ? 0 : 1L << index;
      if ((found & mark) != 0) {
        throw repeated(header.key());
      }
      found |= mark;
    }
  }

  /// The value of a header that may occur once; null if it is absent or has no value.
  private static byte @Nullable [] onlyValue(Headers headers, String name) throws Rejection {
    Header found = null;
    for (Header header : headers) {
      if (header.key().equals(name)) {
        if (found != null) {
          throw repeated(name);
        }
        found = header;
      }
    }
    return found == null ? null : found.value();
  }

  private static Rejection repeated(String name) {
    return new Rejection(RejectCause.REPEATED_HEADER, name + " occurs twice");
  }
}
