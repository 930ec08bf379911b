package org.rollbook.bridge.publish;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.event.Rejection;

/// What becomes of one entry.
sealed interface Outgoing {

  /// A message for the topic of the stream's name.
  record Event(ProducerRecord<byte[], byte[]> message) implements Outgoing {}

  /// No view reads events of this type, and we do not know how they are written.
  record Skipped(String type) implements Outgoing {}

  /// A dead letter.
  ///
  /// @param value null if the entry has none
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Rejected(Rejection why, List<Header> headers, byte @Nullable [] value)
      implements Outgoing {

    public Rejected {
      headers = List.copyOf(headers);
    }
  }
}
