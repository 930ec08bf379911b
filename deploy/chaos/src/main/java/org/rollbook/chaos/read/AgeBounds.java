package org.rollbook.chaos.read;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How old answers may be.
///
/// @param usual the bound of most requests
public record AgeBounds(Duration usual) {

  /// The default of `ROLLBOOK_MAX_STALENESS`, which a request need not name.
  public static final Duration UNASKED = Duration.ofMinutes(5);

  /// What a page of a busy site asks for.
  private static final Duration FRESH = Duration.ofSeconds(30);

  /// Hardly more than the time for which the group waits for a dead reader of the sources. Requests
  /// with this bound are refused now and then, and few requests have it.
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

  /// The request header that carries the bound.
  static Map<String, String> headers(Duration bound) {
    return bound.equals(UNASKED)
        ? Map.of()
        : Map.of("Rollbook-Max-Staleness", Long.toString(bound.toSeconds()));
  }
}
