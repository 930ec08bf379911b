package org.rollbook.benchmark.data;

import java.time.Clock;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.campus.Publication;

/// The campus that a site is filled from: always the same one, whose events come in order and each
/// once. There are enough people for any size, and most enrollments stay as they are, so that each
/// costs some two or three events.
public final class YoungCampus {

  private static final long SEED = 1;
  private static final int LEARNERS = 5_000_000;
  private static final int COURSES = 5_000;
  private static final double RETURNING = 0.1;

  private YoungCampus() {}

  /// A new one, at which nobody is enrolled yet.
  public static Campus founded() {
    return Campus.running(
        CampusSettings.of(SEED, LEARNERS, COURSES)
            .withDisorder(Disorder.NONE)
            .withReturning(RETURNING),
        Clock.systemUTC());
  }

  /// What happens at any campus until there are so many enrollments.
  public static Stream<Publication> until(int enrollments, Campus campus) {
    var events =
        new AbstractSpliterator<Publication>(Long.MAX_VALUE, Spliterator.ORDERED) {

          @Override
          public boolean tryAdvance(Consumer<? super Publication> action) {
            boolean more = campus.enrollments() < enrollments;
            if (more) {
              action.accept(campus.next());
            }
            return more;
          }
        };
    return StreamSupport.stream(events, false);
  }
}
