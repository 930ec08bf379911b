package org.rollbook.testkit.campus;

import java.util.List;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.rollbook.model.EventStamp;

/// A delivery as the real producer's bytes. They belong to the message and must not be changed.
public final class ProducedEvent {

  private final Delivery publication;
  private final String topic;
  private final byte[] key;
  private final byte[] value;
  private final List<Header> headers;

  ProducedEvent(
      Delivery publication, String topic, byte[] key, byte[] value, List<Header> headers) {
    this.publication = publication;
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  public Delivery publication() {
    return publication;
  }

  /// The topic with the site's prefix.
  public String topic() {
    return topic;
  }

  public byte[] key() {
    return key;
  }

  public byte[] value() {
    return value;
  }

  /// The ten headers, in the producer's order.
  public List<Header> headers() {
    return headers;
  }

  /// The payload of the event.
  public EventPayload payload() {
    return publication.event().payload();
  }

  /// The stamp of the event.
  public EventStamp stamp() {
    return payload().stamp();
  }

  /// The partition that librdkafka chooses (`consistent_random`): by CRC32 of the key's bytes, not
  /// Java's murmur2.
  public int partition(int partitions) {
    var crc = new CRC32();
    crc.update(key);
    return (int) (crc.getValue() % partitions);
  }

  /// The message for a topic with this many partitions.
  public ProducerRecord<byte[], byte[]> message(int partitions) {
    return new ProducerRecord<>(topic, partition(partitions), key, value, headers);
  }
}
