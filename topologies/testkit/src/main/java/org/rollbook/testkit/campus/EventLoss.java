package org.rollbook.testkit.campus;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Which events the LMS fails to send. It only logs that, and never sends them again.
///
/// @param share of the events
/// @param seed decides which
public record EventLoss(double share, long seed) implements Predicate<CampusEvent> {

  public static final EventLoss NONE = new EventLoss(0, 0);

  private static final RandomGeneratorFactory<RandomGenerator> GENERATOR =
      RandomGeneratorFactory.of("L64X128MixRandom");

  public EventLoss {
    Require.within("lose", share, 0, 1);
  }

  /// Whether an event is lost, with all of its duplicates.
  @Override
  public boolean test(CampusEvent event) {
    long id = event.payload().stamp().eventId().hashCode();
    return share > 0 && GENERATOR.create(seed * Integer.MAX_VALUE + id).nextDouble() < share;
  }
}
