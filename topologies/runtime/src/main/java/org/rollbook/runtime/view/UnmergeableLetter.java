package org.rollbook.runtime.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.EventStamp;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.event.EventHeaders;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.runtime.journal.JournalKey;

/// The dead letter of a journal record that a view could not merge.
///
/// It has the record's value, and names the source message as any dead letter does. If the record
/// cannot even be decoded, it names the record itself.
///
/// @param event what the record holds, if it can be read
/// @param journal where the record is
record UnmergeableLetter(
    String view,
    Record<byte[], byte @Nullable []> journaled,
    SourcePosition journal,
    Optional<? extends Stamped<?>> event,
    RuntimeException failure,
    Instant now) {

  /// Values that ingest writes are smaller; of any other value the beginning is enough.
  private static final int MOST_BYTES = 64 << 10;

  private static final StackTraceElement NOWHERE = new StackTraceElement("?", "?", null, -1);

  SourcePosition origin() {
    return event.<SourcePosition>map(Stamped::position).orElse(journal);
  }

  Record<OutputKey, Bytes> record() {
    byte[] value = journaled.value();
    Headers headers = new RecordHeaders();
    event.map(Stamped::stamp).ifPresentOrElse(stamp -> add(headers, stamp), () -> addId(headers));
    DeadLetters.headers(RejectCause.UNMERGEABLE, detail(), origin(), cut(journaled.key()), now)
        .forEach(headers::add);
    headers.add(DeadLetters.VIEW, view.getBytes(UTF_8));
    return new Record<>(
        OutputKey.of(DeadLetters.key(origin(), view)),
        Bytes.wrap(value == null ? new byte[0] : cut(value)),
        journaled.timestamp(),
        headers);
  }

  private static void add(Headers headers, EventStamp stamp) {
    headers.add(EventHeaders.TYPE, stamp.eventType().wireName().getBytes(UTF_8));
    headers.add(EventHeaders.ID, stamp.eventId().getBytes(UTF_8));
    headers.add(EventHeaders.SOURCE, stamp.source().getBytes(UTF_8));
    headers.add(EventHeaders.TIME, IsoTime.format(stamp.eventTime()).getBytes(UTF_8));
  }

  private void addId(Headers headers) {
    try {
      headers.add(EventHeaders.ID, JournalKey.eventIdOf(journaled.key()).getBytes(UTF_8));
    } catch (IllegalArgumentException notOurs) {
      // A record without an event id is about no event.
    }
  }

  /// What failed and where: somebody must find this fault.
  private String detail() {
    StackTraceElement where = Arrays.stream(failure.getStackTrace()).findFirst().orElse(NOWHERE);
    return "%s cannot merge it: %s at %s: %s"
        .formatted(view, failure.getClass().getName(), where, failure.getMessage());
  }

  private static byte[] cut(byte[] bytes) {
    return bytes.length <= MOST_BYTES ? bytes : Arrays.copyOf(bytes, MOST_BYTES);
  }
}
