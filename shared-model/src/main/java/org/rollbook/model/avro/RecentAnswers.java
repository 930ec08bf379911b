package org.rollbook.model.avro;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A registry's recent answers about ids. While an answer is here, the registry is not asked again:
/// a second at first, twice as long each time, and at most a minute. So an id that the registry
/// takes seconds to refuse does not cost those seconds for each of its messages.
///
/// Bounded; the oldest answers are dropped first. Safe for many threads.
final class RecentAnswers {

  private static final int MOST = 1_000;
  private static final Duration AT_FIRST = Duration.ofSeconds(1);
  private static final Duration AT_MOST = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<Integer, Kept> byId = new LinkedHashMap<>();

  private record Kept(SchemaLookup answer, Instant until, Duration pause) {}

  RecentAnswers(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Optional<SchemaLookup> of(int id) {
    Kept kept = byId.get(id);
    return kept == null || !clock.instant().isBefore(kept.until())
        ? Optional.empty()
        : Optional.of(kept.answer());
  }

  synchronized SchemaLookup keep(int id, SchemaLookup answer) {
    Kept before = byId.remove(id);
    Duration pause = before == null ? AT_FIRST : before.pause().multipliedBy(2);
    Duration bounded = pause.compareTo(AT_MOST) > 0 ? AT_MOST : pause;
    byId.put(id, new Kept(answer, clock.instant().plus(bounded), bounded));
    if (byId.size() > MOST) {
      byId.remove(byId.keySet().iterator().next());
    }
    return answer;
  }

  /// Drops an answer, since the registry has given another one.
  synchronized void forget(int id) {
    byId.remove(id);
  }
}
