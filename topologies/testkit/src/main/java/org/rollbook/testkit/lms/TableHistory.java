package org.rollbook.testkit.lms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.rollbook.model.LearnerCourse;

/// What one table had and when, for as long as somebody may have read it. One thread changes it;
/// any may ask.
///
/// @param <T> a row
final class TableHistory<T> {

  private static final Duration MEMORY = Duration.ofHours(1);

  private static final Clock CLOCK = Clock.systemUTC();

  private final Map<LearnerCourse, Deque<State<T>>> states = new HashMap<>();
  private final List<LearnerCourse> keys = new ArrayList<>();

  /// The content of one key.
  ///
  /// @param row empty if the table had none
  /// @param until when it had been replaced for certain
  private record State<T>(Optional<T> row, Instant until) {}

  /// Records that a row is written or deleted. From the beginning to the end of that, a reader may
  /// see what was there before or what is there then.
  ///
  /// @param row empty if it is deleted
  void change(LearnerCourse key, Optional<T> row, Runnable change) {
    begin(key, row);
    change.run();
    end(key, CLOCK.instant());
  }

  private synchronized void begin(LearnerCourse key, Optional<T> row) {
    states.computeIfAbsent(key, this::unwritten).addLast(new State<>(row, Instant.MAX));
  }

  private Deque<State<T>> unwritten(LearnerCourse key) {
    keys.add(key);
    return new ArrayDeque<>(List.of(new State<T>(Optional.empty(), Instant.MAX)));
  }

  private synchronized void end(LearnerCourse key, Instant now) {
    Deque<State<T>> known = states.getOrDefault(key, new ArrayDeque<>());
    State<T> latest = known.removeLast();
    known.addLast(new State<>(known.removeLast().row(), now));
    known.addLast(latest);
    while (known.getFirst().until().isBefore(now.minus(MEMORY))) {
      known.removeFirst();
    }
  }

  /// Whether the table had this content at a time or later.
  ///
  /// @param row empty for no row
  synchronized boolean hadSince(LearnerCourse key, Optional<T> row, Instant since) {
    Deque<State<T>> known = states.get(key);
    return known == null
        ? row.isEmpty()
        : known.stream()
            .anyMatch(state -> !state.until().isBefore(since) && state.row().equals(row));
  }

  /// What the table has now.
  synchronized Optional<T> row(LearnerCourse key) {
    return Optional.ofNullable(states.get(key)).flatMap(known -> known.getLast().row());
  }

  /// Any of the rows, if one is found soon.
  synchronized Optional<T> any(RandomGenerator chance) {
    return keys.isEmpty() ? Optional.empty() : row(keys.get(chance.nextInt(keys.size())));
  }
}
