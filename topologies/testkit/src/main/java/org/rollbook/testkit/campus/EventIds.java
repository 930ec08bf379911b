package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Event ids as Python's `uuid.uuid1` makes them: version 1, from the time in ticks of 100 ns, with
/// a different tick for each.
final class EventIds {

  private static final long TICKS_FROM_1582_TO_1970 = 0x01b21dd213814000L;

  /// The variant bits and a clock sequence, as of one process.
  private static final long CLOCK_SEQUENCE = 0xa5dc_0000_0000_0000L;

  private long lastTick = Long.MIN_VALUE;

  /// @param node the 48 bits of the emitting host
  String next(Instant time, long node) {
    long tick = ChronoUnit.MICROS.between(Instant.EPOCH, time) * 10 + TICKS_FROM_1582_TO_1970;
    lastTick = Math.max(tick, lastTick + 1);
    long low = lastTick << 32;
    long middle = (lastTick >>> 16) & 0xffff_0000L;
    long highAndVersion = ((lastTick >>> 48) & 0x0fff) | 0x1000;
    return new UUID(low | middle | highAndVersion, CLOCK_SEQUENCE | node).toString();
  }
}
