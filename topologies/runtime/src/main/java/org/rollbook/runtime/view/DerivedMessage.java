package org.rollbook.runtime.view;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.rollbook.model.EventStamp;
import org.rollbook.model.topic.PublishedHeader;
import org.rollbook.model.topic.PublishedTopic;

/// A record of a derived topic, before it is bytes.
public record DerivedMessage<K, V>(K key, V value, Headers headers) {

  /// A record with the headers that every derived record has.
  ///
  /// @param stamp of the row, whose event caused this
  public static <K, V> DerivedMessage<K, V> of(
      PublishedTopic<K, V> topic, K key, V value, EventStamp stamp) {
    var headers = new RecordHeaders();
    for (PublishedHeader header : PublishedHeader.values()) {
      String text = header.on(topic, key, value, stamp);
      headers.add(header.wireName(), text.getBytes(StandardCharsets.UTF_8));
    }
    return new DerivedMessage<>(key, value, headers);
  }
}
