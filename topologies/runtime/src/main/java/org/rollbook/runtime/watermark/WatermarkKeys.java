package org.rollbook.runtime.watermark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.rollbook.model.topic.KeyBytes;

/// The reserved keys of a journal: a zero byte, a letter, and the member or source partition.
///
/// Those of members and gaps have a [Watermark] as their value. A member's newest replaces its
/// older ones, which compaction drops. A watermark that reports a loss is written once more under
/// the key of the partition that lost events, so that only a later loss there replaces it. A probe
/// has no value: only the time when the broker took it matters.
///
/// A pass is in a header of a watermark that claims nothing, under a key of a gap that no topic can
/// have: earlier releases, which know nothing of passes, read it and go on.
public final class WatermarkKeys {

  private static final byte MEMBER = 'w';
  private static final byte GAP = 'g';
  private static final byte PROBE = 'p';
  private static final byte PASS = 'r';

  private WatermarkKeys() {}

  /// The key of a member's watermarks.
  public static byte[] ofMember(String member) {
    return ofMember(MEMBER, member);
  }

  /// The key of the probes by which a member learns the broker's time.
  public static byte[] ofProbe(String member) {
    return ofMember(PROBE, member);
  }

  private static byte[] ofMember(byte kind, String member) {
    byte[] id = member.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + id.length).put(KeyBytes.RESERVED).put(kind).put(id).array();
  }

  /// The key that keeps for ever that a source partition lost events.
  public static byte[] ofGap(SourcePartition partition) {
    byte[] topic = partition.topic().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + topic.length + 1 + Integer.BYTES)
        .put(KeyBytes.RESERVED)
        .put(GAP)
        .put(topic)
        .put((byte) 0)
        .putInt(partition.partition())
        .array();
  }

  /// The key of the newest pass.
  public static byte[] ofPass() {
    return new byte[] {KeyBytes.RESERVED, GAP, 0, PASS};
  }

  /// Whether a journal record with this key holds a watermark, if it holds anything.
  public static boolean holdsWatermark(byte[] key) {
    return key.length >= 2 && KeyBytes.isReserved(key) && (key[1] == MEMBER || key[1] == GAP);
  }
}
