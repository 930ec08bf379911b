package org.rollbook.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.rollbook.model.Heard;
import org.rollbook.model.SourcePosition;

/// Events as an unlucky reader hears them.
public final class Repetition {

  private static final int MOST_COPIES = 3;

  private Repetition() {}

  /// In any order, each up to three times, each time read elsewhere.
  public static <E> List<Heard<E>> of(List<Heard<E>> events, Random random) {
    List<Heard<E>> heard = new ArrayList<>(events);
    for (Heard<E> event : events) {
      for (int again = random.nextInt(MOST_COPIES); again > 0; again--) {
        var elsewhere =
            new SourcePosition(
                random.nextBoolean() ? "a" : "b", random.nextInt(3), random.nextInt(1000));
        heard.add(new Heard<>(event.stamp(), elsewhere, event.said()));
      }
    }
    Collections.shuffle(heard, random);
    return heard;
  }
}
