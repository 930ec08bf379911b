package org.rollbook.runtime.view;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.EventStamp;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.topic.PublishedHeader;
import org.rollbook.model.topic.PublishedTopic;

/// A record of a derived topic, before it is framed. It is encoded at once, because its id follows
/// from its bytes.
///
/// @param key in bare Avro
/// @param value likewise; null in a tombstone
public record DerivedMessage(OutputKey key, @Nullable Bytes value, Headers headers) {

  public DerivedMessage {
    long bytes = (long) key.bytes().get().length + (value == null ? 0 : value.get().length);
    for (Header header : headers) {
      bytes += header.key().length() + header.value().length;
    }
    RecordSize.check("a derived record", bytes);
  }

  /// A record with the headers that every derived record has.
  ///
  /// @param stamp of the row, whose event caused this
  public static <K, V> DerivedMessage of(
      PublishedTopic<K, V> topic, K key, V value, EventStamp stamp) {
    byte[] bytes = AvroBytes.plain(topic.valueCodec(), value);
    return of(topic, key, stamp, bytes, Bytes.wrap(bytes));
  }

  /// The record that a key has no value any more, with the same headers.
  public static <K> DerivedMessage tombstone(PublishedTopic<K, ?> topic, K key, EventStamp stamp) {
    return of(topic, key, stamp, new byte[0], null);
  }

  private static <K> DerivedMessage of(
      PublishedTopic<K, ?> topic, K key, EventStamp stamp, byte[] bytes, @Nullable Bytes value) {
    byte[] keyBytes = AvroBytes.plain(topic.keyCodec(), key);
    var headers = new RecordHeaders();
    for (PublishedHeader header : PublishedHeader.values()) {
      String text = header.on(topic, keyBytes, bytes, stamp);
      headers.add(header.wireName(), text.getBytes(StandardCharsets.UTF_8));
    }
    var outputKey = new OutputKey(Bytes.wrap(keyBytes), Bytes.wrap(topic.firstPart().apply(key)));
    return new DerivedMessage(outputKey, value, headers);
  }
}
