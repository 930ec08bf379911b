package org.rollbook.chaos.drill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rollbook.chaos.read.Bounds;
import org.rollbook.chaos.site.Instance;

/// A way in which instances, and what they rest on, come and go.
public enum Drill {
  /// From one instance to three.
  SCALE_OUT(1),
  /// From three to two by `kill -9`; then it comes back.
  KILL(3),
  /// Each of three stopped in good order and started again, one after the other.
  ROLLING_RESTART(3),
  /// One of three stands still for longer than the others wait for it, and then goes on.
  FREEZE(3),
  /// The only broker stopped and started again.
  BROKER_RESTART(3),
  /// The only registry stopped and started again.
  REGISTRY_RESTART(3),
  /// From three to two in good order.
  SCALE_IN(3);

  /// What no key may be unreadable longer than, where a standby was there when an instance died.
  private static final Duration KILL_LIMIT = Duration.ofMillis(1_200);

  private final int instances;

  Drill(int instances) {
    this.instances = instances;
  }

  /// Its name as users write it: `scale-out`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// How many instances it begins with.
  public int instances() {
    return instances;
  }

  /// How long any key may be unreadable, if that is bounded.
  public Optional<Duration> longestUnreadable() {
    return this == KILL ? Optional.of(KILL_LIMIT) : Optional.empty();
  }

  /// How old answers may be meanwhile.
  Bounds bounds() {
    return new Bounds(Bounds.UNASKED);
  }

  /// What is done.
  ///
  /// @param victim the number of the instance that it is done to, where it is one
  List<Step> steps(int victim) {
    return switch (this) {
      case SCALE_OUT ->
          List.of(
              new Step(
                  "start two more",
                  site -> {
                    site.fleet().instance(1).start();
                    site.fleet().instance(2).start();
                  }));
      case KILL ->
          List.of(
              new Step("kill -9 one", site -> site.fleet().instance(victim).kill()),
              new Step("start it again", site -> site.fleet().instance(victim).start()));
      case ROLLING_RESTART ->
          IntStream.range(0, instances)
              .mapToObj(
                  number ->
                      new Step(
                          "restart one in good order",
                          site -> restart(site.fleet().instance(number))))
              .toList();
      case FREEZE ->
          List.of(
              new Step("freeze one", site -> site.fleet().instance(victim).freeze()),
              new Step("thaw it", site -> site.fleet().instance(victim).thaw()));
      case BROKER_RESTART ->
          List.of(
              new Step(
                  "restart the broker",
                  site -> {
                    site.broker().stop();
                    site.broker().startAgain();
                  }));
      case REGISTRY_RESTART ->
          List.of(
              new Step(
                  "restart the registry",
                  site -> {
                    site.registry().stop();
                    site.registry().startAgain();
                  }));
      case SCALE_IN ->
          List.of(new Step("stop one in good order", site -> site.fleet().instance(2).stop()));
    };
  }

  private static void restart(Instance instance) {
    instance.stop();
    instance.start();
  }
}
