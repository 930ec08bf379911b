package org.rollbook.model.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.event.RejectCause;

/// The topic of the rejected messages, with value and headers as they came and the reason; also of
/// the events that a view could not merge, as its journal has them.
///
/// They contain whatever was sent, personal data included, so they are kept no longer than the
/// source keeps it.
public final class DeadLetters {

  public static final String NAME = "rollbook.dead-letters.v1";

  /// One of `RejectCause`'s words.
  public static final String CAUSE = "rollbook_cause";

  /// The exact fault, for an operator.
  public static final String DETAIL = "rollbook_detail";

  public static final String TOPIC = "rollbook_topic";
  public static final String PARTITION = "rollbook_partition";
  public static final String OFFSET = "rollbook_offset";

  /// The id of an entry of a Redis stream; only on letters of the bridge.
  public static final String ENTRY = "rollbook_entry";

  /// The bytes of the message's own key, if it had one.
  public static final String KEY = "rollbook_key";

  public static final String REJECTED_AT = "rollbook_rejected_at";

  /// The view that could not merge an event; only on such letters.
  public static final String VIEW = "rollbook_view";

  private static final int MAX_DETAIL = 500;

  /// How much larger a dead letter may be than its message: the key and the headers above.
  public static final int ROOM_FOR_HEADERS = 64 * 1024;

  private static final Duration RETENTION = Duration.ofDays(14);
  private static final Duration ROLL = Duration.ofDays(1);

  private DeadLetters() {}

  public static String nameIn(TopicPrefix site) {
    return site.join(NAME);
  }

  /// The key of the dead letter for one message: two letters with one key count as one.
  public static byte[] key(String topic, int partition, long offset) {
    return (topic + "-" + partition + "-" + offset).getBytes(UTF_8);
  }

  /// The key of the dead letter for one entry of a Redis stream.
  public static byte[] keyOfEntry(String stream, String entry) {
    return (stream + "-" + entry).getBytes(UTF_8);
  }

  /// The key of the dead letter for an event that a view could not merge. Another view's letter
  /// about the same message, or ingest's, has another key.
  public static byte[] key(SourcePosition origin, String view) {
    return (origin.topic() + "-" + origin.partition() + "-" + origin.offset() + "-" + view)
        .getBytes(UTF_8);
  }

  /// The headers that a dead letter has in addition to the message's own.
  ///
  /// @param detail a sentence without personal data; a text that is too long is cut
  /// @param key the message's own, if it had one
  public static List<Header> headers(
      RejectCause cause,
      String detail,
      SourcePosition origin,
      byte @Nullable [] key,
      Instant rejectedAt) {
    List<Header> headers = headers(cause, detail, origin.topic(), rejectedAt);
    headers.add(header(PARTITION, Integer.toString(origin.partition())));
    headers.add(header(OFFSET, Long.toString(origin.offset())));
    if (key != null) {
      headers.add(new RecordHeader(KEY, key));
    }
    return headers;
  }

  /// The headers of a dead letter for an entry of a Redis stream: instead of partition and offset
  /// it has the entry's id.
  public static List<Header> headersOfEntry(
      RejectCause cause, String detail, String stream, String entry, Instant rejectedAt) {
    List<Header> headers = headers(cause, detail, stream, rejectedAt);
    headers.add(header(ENTRY, entry));
    return headers;
  }

  private static List<Header> headers(
      RejectCause cause, String detail, String topic, Instant rejectedAt) {
    var headers = new ArrayList<Header>();
    headers.add(header(CAUSE, cause.word()));
    headers.add(header(DETAIL, oneLine(detail)));
    headers.add(header(TOPIC, topic));
    headers.add(header(REJECTED_AT, IsoTime.format(rejectedAt)));
    return headers;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL) + "...";
  }

  /// Kept for two weeks like the source, and large enough for the largest message with its headers.
  ///
  /// @param largestMessageBytes `max.message.bytes` of the source topics
  public static TopicSettings settings(int largestMessageBytes) {
    return TopicSettings.expiring(RETENTION, ROLL)
        .upTo(Math.addExact(largestMessageBytes, ROOM_FOR_HEADERS));
  }
}
