package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Messages of [Words] as a consumer gets them.
final class Messages {

  private Messages() {}

  static ConsumerRecord<byte[], byte[]> good(
      String topic, int partition, long offset, String word) {
    return at(topic, partition, offset, Words.framed(Words.SCHEMA_ID, word));
  }

  static ConsumerRecord<byte[], byte[]> ofSchema(int schemaId, long offset) {
    return at("words", 0, offset, Words.framed(schemaId, "word"));
  }

  static ConsumerRecord<byte[], byte[]> valued(byte @Nullable [] value) {
    return at("words", 0, 0, value);
  }

  static ConsumerRecord<byte[], byte[]> at(
      String topic, int partition, long offset, byte @Nullable [] value) {
    return record(
        topic,
        partition,
        offset,
        TimestampType.CREATE_TIME,
        Instant.now(),
        value,
        Words.headers(topic + partition + offset));
  }

  static ConsumerRecord<byte[], byte[]> timed(
      TimestampType type, Instant timestamp, List<Header> headers) {
    return record("words", 0, 0, type, timestamp, Words.framed(Words.SCHEMA_ID, "word"), headers);
  }

  static ConsumerRecord<byte[], byte[]> record(
      String topic,
      int partition,
      long offset,
      TimestampType type,
      Instant timestamp,
      byte @Nullable [] value,
      List<Header> headers) {
    byte[] key = "key".getBytes(UTF_8);
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        timestamp.toEpochMilli(),
        type,
        key.length,
        value == null ? -1 : value.length,
        key,
        value,
        new RecordHeaders(headers),
        Optional.empty());
  }
}
