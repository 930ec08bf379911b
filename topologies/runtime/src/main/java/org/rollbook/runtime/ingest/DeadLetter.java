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
/// Its key is where it came from, so that one which is written twice is still one.
///
/// @param detail a sentence without personal data; what is too long is cut
record DeadLetter(
    ConsumerRecord<byte[], byte[]> message, RejectCause cause, String detail, Instant rejectedAt) {

  /// What remains of a letter that no topic takes: well below any limit that a broker may have.
  private static final int CUT_VALUE = 8 << 10;

  private static final int CUT_HEADER = 256;
  private static final int CUT_HEADERS = 20;

  /// How many bytes it is about, without what we add.
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

  /// The letter as the beginning of its value and its small headers, which it says.
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
      String told) {
    var all = new ArrayList<>(headers);
    all.addAll(
        DeadLetters.headers(
            cause,
            told,
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
