package org.rollbook.chaos.drill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollbook.chaos.read.AgeBounds;
import org.rollbook.chaos.site.CampusSite;
import org.rollbook.chaos.site.Instance;

/// A way in which instances, and the services that they depend on, come and go.
public enum Drill {
  /// From one instance to three.
  SCALE_OUT(1),
  /// From three to two by `kill -9`; then it comes back.
  KILL(3),
  /// Each of three is stopped in good order and started again, one after the other.
  ROLLING_RESTART(3),
  /// One of three is frozen for longer than the others wait for it, and then goes on.
  FREEZE(3),
  /// The only broker is stopped and started again.
  BROKER_RESTART(3),
  /// The only registry is stopped and started again.
  REGISTRY_RESTART(3),
  /// From three to two in good order.
  SCALE_IN(3),
  /// One of three dies with its disk. Before it comes back, everything that was written is
  /// compacted as far as compaction can go, so it restores only the last record of each key.
  LOSE_DISK(3),
  /// The files of one of three are damaged while it does not run.
  DAMAGED_FILE(3),
  /// One of three advertises the address of an instance of another site.
  FOREIGN_PEER(3),
  /// One of three runs for a while with its clock an hour ahead.
  WRONG_CLOCK(3),
  /// All three lose their disks, and the broker one changelog.
  LOST_CHANGELOG(3),
  /// A source topic is deleted, with events that nobody has read. Their content is lost, so this is
  /// the last drill of a site.
  DELETED_SOURCE(3),
  /// Two of three die at once, with both replicas of some partitions: those are refused until they
  /// are restored. This drill is for mutants, which have the most chances here to answer what they
  /// must not.
  KILL_TWO(3);

  /// Those in which hardly anything is refused.
  public static final List<Drill> USUAL =
      Stream.of(values()).filter(drill -> drill != KILL_TWO).toList();

  /// The longest time that any key may be unreadable, if a standby was there when an instance died.
  private static final Duration KILL_LIMIT = Duration.ofMillis(1_200);

  /// How far a view lets clocks differ.
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  private static final String ADDRESS = "ROLLBOOK_ADVERTISED_ADDRESS";

  /// The time that an operator needs to notice.
  private static final Duration WHILE = Duration.ofSeconds(40);

  /// Long enough for some events, and too short for an instance to be missed.
  private static final Duration MOMENT = Duration.ofSeconds(3);

  private static final Duration FORCED_COMPACTION_LAG = Duration.ofSeconds(30);

  private final int instances;

  Drill(int instances) {
    this.instances = instances;
  }

  /// Its name as users write it: `scale-out`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// How many instances the drill begins with.
  public int instances() {
    return instances;
  }

  /// How long any key may be unreadable, if that is bounded.
  public Optional<Duration> longestUnreadable() {
    return this == KILL ? Optional.of(KILL_LIMIT) : Optional.empty();
  }

  /// Whether there is a time in which a refusal is the only right answer to many questions.
  public boolean mayRefuse() {
    return switch (this) {
      case LOST_CHANGELOG, DELETED_SOURCE, KILL_TWO -> true;
      case SCALE_OUT,
          KILL,
          ROLLING_RESTART,
          FREEZE,
          BROKER_RESTART,
          REGISTRY_RESTART,
          SCALE_IN,
          LOSE_DISK,
          DAMAGED_FILE,
          FOREIGN_PEER,
          WRONG_CLOCK ->
          false;
    };
  }

  /// Whether the view lacks something afterwards, and always will.
  boolean leavesIncomplete() {
    return this == DELETED_SOURCE;
  }

  /// How old answers may be during the drill.
  ///
  /// In production nothing is compacted before it is an hour old, which is more than any bound, and
  /// as-of times depend on that. Here everything is compacted at once and restored only after the
  /// bound has passed.
  public AgeBounds bounds() {
    return new AgeBounds(this == LOSE_DISK ? FORCED_COMPACTION_LAG : AgeBounds.UNASKED);
  }

  /// What the drill does.
  ///
  /// @param victim the number of the instance that is disturbed, where it is one
  List<DrillStep> steps(int victim) {
    return switch (this) {
      case SCALE_OUT ->
          List.of(
              DrillStep.disturbing(
                  "start two more",
                  site -> {
                    site.fleet().instance(1).start();
                    site.fleet().instance(2).start();
                  }));
      case KILL ->
          List.of(
              DrillStep.disturbing("kill -9 one", site -> site.fleet().instance(victim).kill()),
              DrillStep.disturbing(
                  "start it again", site -> site.fleet().instance(victim).start()));
      case ROLLING_RESTART ->
          IntStream.range(0, instances)
              .mapToObj(
                  number ->
                      DrillStep.disturbing(
                          "restart one in good order",
                          site -> restart(site.fleet().instance(number))))
              .toList();
      case FREEZE ->
          List.of(
              DrillStep.disturbing(
                  "freeze i" + (victim + 1), site -> site.fleet().instance(victim).freeze()),
              DrillStep.disturbing("thaw it", site -> site.fleet().instance(victim).thaw()));
      case BROKER_RESTART ->
          List.of(
              DrillStep.disturbing(
                  "restart the broker",
                  site -> {
                    site.broker().stop();
                    site.broker().startAgain();
                  }));
      case REGISTRY_RESTART ->
          List.of(
              DrillStep.disturbing(
                  "restart the registry",
                  site -> {
                    site.registry().stop();
                    site.registry().startAgain();
                  }));
      case SCALE_IN ->
          List.of(
              DrillStep.disturbing(
                  "stop one in good order", site -> site.fleet().instance(2).stop()));
      case LOSE_DISK ->
          List.of(
              DrillStep.disturbing("kill -9 one", site -> site.fleet().instance(victim).kill()),
              DrillStep.preparing(
                  "compact everything",
                  site -> {
                    site.fleet().instance(victim).loseDisk();
                    site.compact();
                    site.fleet().superviseFor(FORCED_COMPACTION_LAG.plus(CLOCKS));
                  }),
              DrillStep.disturbing(
                  "start it again without its disk",
                  site -> site.fleet().instance(victim).start()));
      case DAMAGED_FILE ->
          List.of(
              DrillStep.disturbing(
                  "stop one in good order", site -> site.fleet().instance(victim).stop()),
              DrillStep.disturbing(
                  "start it again with damaged files",
                  site -> {
                    site.fleet().instance(victim).damageFiles();
                    site.fleet().instance(victim).start();
                  }),
              // Blocks that nobody has read yet are still damaged. In a later drill that would be a
              // second fault at once.
              DrillStep.disturbing(
                  "start it again without its disk",
                  site -> {
                    site.fleet().instance(victim).stop();
                    site.fleet().instance(victim).loseDisk();
                    site.fleet().instance(victim).start();
                  }));
      case FOREIGN_PEER ->
          List.of(
              DrillStep.preparing("start another site", CampusSite::startNeighbour),
              DrillStep.disturbing(
                  "start one again at the address of the other site's",
                  site -> {
                    String address = site.neighboursAddress();
                    site.fleet().instance(victim).stop();
                    site.fleet().instance(victim).startWith(ADDRESS, address);
                  }),
              DrillStep.preparing("let it be asked", site -> site.fleet().superviseFor(WHILE)),
              DrillStep.disturbing(
                  "start it again at its own",
                  site -> {
                    restart(site.fleet().instance(victim));
                    site.stopNeighbour();
                  }));
      case WRONG_CLOCK ->
          List.of(
              DrillStep.preparing(
                  "start one again with its clock an hour ahead",
                  site -> {
                    site.fleet().instance(victim).stop();
                    site.fleet().instance(victim).startFrom(site.jarAhead());
                    site.fleet().superviseFor(WHILE);
                  }),
              DrillStep.disturbing(
                  "start it again with the right time",
                  site -> restart(site.fleet().instance(victim))));
      case LOST_CHANGELOG ->
          List.of(
              DrillStep.disturbing(
                  "stop all, and start them again without their disks and one changelog",
                  site -> {
                    all().forEach(number -> site.fleet().instance(number).stop());
                    all().forEach(number -> site.fleet().instance(number).loseDisk());
                    site.deleteChangelog();
                    all().forEach(number -> site.fleet().instance(number).start());
                  }));
      case DELETED_SOURCE ->
          List.of(
              DrillStep.disturbing(
                  "delete a source topic while all are stopped",
                  site -> {
                    all().forEach(number -> site.fleet().instance(number).freeze());
                    site.fleet().superviseFor(MOMENT);
                    site.deleteSource();
                    all().forEach(number -> site.fleet().instance(number).thaw());
                  }));
      case KILL_TWO ->
          List.of(
              DrillStep.disturbing(
                  "kill -9 two",
                  site -> others(victim).forEach(number -> site.fleet().instance(number).kill())),
              DrillStep.disturbing(
                  "start them again",
                  site -> others(victim).forEach(number -> site.fleet().instance(number).start())));
    };
  }

  private IntStream all() {
    return IntStream.range(0, instances);
  }

  private IntStream others(int survivor) {
    return all().filter(number -> number != survivor);
  }

  private static void restart(Instance instance) {
    instance.stop();
    instance.start();
  }
}
