package org.rollbook.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;

/// Events as a consumer may receive them in the worst case.
public final class Repetition {

  private static final int MOST_COPIES = 3;

  private Repetition() {}

  /// In any order, each up to three times, each time from another position.
  public static <E> List<Stamped<E>> of(List<Stamped<E>> events, Random random) {
    List<Stamped<E>> repeated = new ArrayList<>(events);
    for (Stamped<E> event : events) {
      for (int again = random.nextInt(MOST_COPIES); again > 0; again--) {
        var elsewhere =
            new SourcePosition(
                random.nextBoolean() ? "a" : "b", random.nextInt(3), random.nextInt(1000));
        repeated.add(new Stamped<>(event.stamp(), elsewhere, event.payload()));
      }
    }
    Collections.shuffle(repeated, random);
    return repeated;
  }
}
