package org.rollbook.model.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The topic of the messages that could not be understood: value and headers as they came, and why.
///
/// They hold whatever was sent, personal data included, so they are kept no longer than the source
/// keeps it.
public final class DeadLetters {

  public static final String NAME = "rollbook.dead-letters.v1";

  /// One of `RejectCause`'s words.
  public static final String CAUSE = "rollbook_cause";

  /// What exactly is wrong, for an operator.
  public static final String DETAIL = "rollbook_detail";

  public static final String TOPIC = "rollbook_topic";
  public static final String PARTITION = "rollbook_partition";
  public static final String OFFSET = "rollbook_offset";

  /// The bytes of the message's own key, if it had one.
  public static final String KEY = "rollbook_key";

  public static final String REJECTED_AT = "rollbook_rejected_at";

  /// What a dead letter may be larger than the message was: its key and the headers above.
  public static final int ROOM_FOR_HEADERS = 64 * 1024;

  private static final Duration RETENTION = Duration.ofDays(14);
  private static final Duration ROLL = Duration.ofDays(1);

  private DeadLetters() {}

  public static String nameIn(TopicPrefix site) {
    return site.join(NAME);
  }

  /// The key of the dead letter for one message: written twice, it is still one.
  public static byte[] key(String topic, int partition, long offset) {
    return (topic + "-" + partition + "-" + offset).getBytes(StandardCharsets.UTF_8);
  }

  /// Kept two weeks like the source, and large enough for the largest message with its headers.
  ///
  /// @param largestMessageBytes `max.message.bytes` of the source topics
  public static TopicSettings settings(int largestMessageBytes) {
    return TopicSettings.expiring(RETENTION, ROLL)
        .upTo(Math.addExact(largestMessageBytes, ROOM_FOR_HEADERS));
  }
}
