package org.rollbook.chaos.read;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How old answers may be.
///
/// @param usual the bound of most requests
public record Bounds(Duration usual) {

  /// The default of `ROLLBOOK_MAX_STALENESS`, which a request need not name.
  public static final Duration UNASKED = Duration.ofMinutes(5);

  /// What a page of a busy site asks for.
  private static final Duration FRESH = Duration.ofSeconds(30);

  /// Hardly older than the time that a dead reader of the sources is waited for: whoever asks for
  /// this is refused now and then, and few do.
  public static final Duration VERY_FRESH = Duration.ofSeconds(10);

  private static final int FRESH_OF_A_THOUSAND = 250;
  private static final int VERY_FRESH_OF_A_THOUSAND = 2;

  Duration drawn(RandomGenerator chance) {
    int lot = chance.nextInt(1_000);
    if (lot < VERY_FRESH_OF_A_THOUSAND) {
      return VERY_FRESH;
    }
    return lot < FRESH_OF_A_THOUSAND && FRESH.compareTo(usual) < 0 ? FRESH : usual;
  }

  /// How a request says it.
  static Map<String, String> headers(Duration bound) {
    return bound.equals(UNASKED)
        ? Map.of()
        : Map.of("Rollbook-Max-Staleness", Long.toString(bound.toSeconds()));
  }
}
