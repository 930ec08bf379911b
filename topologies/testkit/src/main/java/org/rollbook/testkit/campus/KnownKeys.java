package org.rollbook.testkit.campus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The enrollments that have had events, to draw samples from. Any thread.
final class KnownKeys {

  private static final int LATELY = 256;

  private final Set<CampusEnrollmentKey> known = new HashSet<>();
  private final List<CampusEnrollmentKey> inOrder = new ArrayList<>();
  private final Deque<CampusEnrollmentKey> lately = new ArrayDeque<>(LATELY + 1);

  synchronized void add(CampusEnrollmentKey key) {
    if (known.add(key)) {
      inOrder.add(key);
    }
    lately.addFirst(key);
    if (lately.size() > LATELY) {
      lately.removeLast();
    }
  }

  /// The latest ones, newest first, each once.
  synchronized List<CampusEnrollmentKey> lately() {
    return lately.stream().distinct().toList();
  }

  synchronized Optional<CampusEnrollmentKey> any(RandomGenerator chance) {
    return inOrder.isEmpty()
        ? Optional.empty()
        : Optional.of(inOrder.get(chance.nextInt(inOrder.size())));
  }
}
