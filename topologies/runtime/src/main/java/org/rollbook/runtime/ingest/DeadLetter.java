package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.topic.DeadLetters;

/// A message that could not be understood, and why.
///
/// Its key is the position of the message in the source topic, so that a letter written twice
/// counts once.
///
/// @param detail a sentence without personal data; what is too long is cut
record DeadLetter(
    ConsumerRecord<byte[], byte[]> message, RejectCause cause, String detail, Instant rejectedAt) {

  /// How many bytes of the value remain when a letter is cut: well below any limit that a broker
  /// may have.
  private static final int CUT_VALUE = 8 << 10;

  private static final int CUT_HEADER = 256;
  private static final int CUT_HEADERS = 20;

  /// The size of the message in bytes, without the headers that we add.
  long size() {
    long size = sizeOf(message.key()) + (long) sizeOf(message.value());
    for (Header header : message.headers()) {
      size += header.key().length() + (long) sizeOf(header.value());
    }
    return size;
  }

  /// The letter with value and headers untouched.
  ProducerRecord<byte[], byte[]> whole(String topic) {
    var headers = new ArrayList<Header>();
    message.headers().forEach(headers::add);
    return record(topic, message.value(), headers, message.key(), detail);
  }

  /// The letter with only the beginning of its value and its small headers; its detail states that.
  ProducerRecord<byte[], byte[]> cut(String topic) {
    var headers = new ArrayList<Header>();
    for (Header header : message.headers()) {
      if (headers.size() < CUT_HEADERS
          && header.key().length() + sizeOf(header.value()) <= CUT_HEADER) {
        headers.add(header);
      }
    }
    String cutDetail = "cut from %d bytes, which no topic takes; %s".formatted(size(), detail);
    return record(
        topic, beginningOf(message.value()), headers, beginningOf(message.key()), cutDetail);
  }

  private ProducerRecord<byte[], byte[]> record(
      String topic,
      byte @Nullable [] value,
      List<Header> headers,
      byte @Nullable [] key,
      String detail) {
    var all = new ArrayList<>(headers);
    all.addAll(
        DeadLetters.headers(
            cause,
            detail,
            new SourcePosition(message.topic(), message.partition(), message.offset()),
            key,
            rejectedAt));
    return new ProducerRecord<>(topic, null, originBytes(), value, all);
  }

  /// Where the message came from, which is the letter's key.
  String origin() {
    return new String(originBytes(), UTF_8);
  }

  private byte[] originBytes() {
    return DeadLetters.key(message.topic(), message.partition(), message.offset());
  }

  private static byte @Nullable [] beginningOf(byte @Nullable [] bytes) {
    return bytes == null || bytes.length <= CUT_VALUE ? bytes : Arrays.copyOf(bytes, CUT_VALUE);
  }

  private static int sizeOf(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
