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

  /// Those that make up the event's metadata and so may stand only once, as Open edX's own consumer
  /// has it. The three that it does not read (`ce_specversion` and the content types) may repeat.
  private static final List<String> ONLY_ONCE =
      List.of(TYPE, ID, SOURCE, TIME, "ce_minorversion", "sourcehost", "sourcelib");

  private EventHeaders() {}

  /// The text of a header, which must not be empty.
  static String required(Headers headers, String name, RejectCause ifAbsent) throws RefusedHeader {
    return optional(headers, name)
        .orElseThrow(() -> new RefusedHeader(ifAbsent, name + " is missing or empty"));
  }

  /// The text of a header, if it stands there once and is not empty.
  static Optional<String> optional(Headers headers, String name) throws RefusedHeader {
    byte @Nullable [] value = onlyValue(headers, name);
    if (value == null || value.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(StrictUtf8.decode(value));
    } catch (CharacterCodingException notUtf8) {
      throw new RefusedHeader(RejectCause.NOT_UTF8, name + " is not UTF-8");
    }
  }

  /// Refuses headers of which any part of the metadata stands there twice.
  static void refuseRepeated(Headers headers) throws RefusedHeader {
    long found = 0;
    for (Header header : headers) {
      int place = ONLY_ONCE.indexOf(header.key());
      long mark = place < 0 ? 0 : 1L << place;
      if ((found & mark) != 0) {
        throw repeated(header.key());
      }
      found |= mark;
    }
  }

  /// The value of a header that may stand there once; null if it does not, or has none.
  private static byte @Nullable [] onlyValue(Headers headers, String name) throws RefusedHeader {
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

  private static RefusedHeader repeated(String name) {
    return new RefusedHeader(RejectCause.REPEATED_HEADER, name + " stands there twice");
  }
}
