package org.rollbook.runtime.view.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.rollbook.runtime.topics.ManagedTopic;
import org.rollbook.runtime.topics.TopicProvisioning;
import org.rollbook.runtime.topics.WrongTopic;
import org.rollbook.runtime.view.OpenReplicas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the views as long as their changelogs hold what the views have read, and rebuilds a view
/// from its journal when they do not.
///
/// Kafka Streams takes a missing changelog for one that was always empty, creates it anew, and
/// continues from the group's offsets: a store that has lost its rows then looks like one that
/// never had any. So the changelogs are checked before the views start, and once a second from then
/// on. A replica is served only once its changelogs, found whole within the last second, were found
/// to be the same topics after it was opened.
///
/// A stream thread that writes to a deleted changelog may die of it before the next check. So a
/// thread's death ends the process only if the changelogs are found unchanged after it, or cannot
/// be checked for half a minute.
///
/// A rebuild covers all stores of a view, since a sum is right only together with its rows. When no
/// instance runs views any more, the changelogs are replaced by empty ones and the group's offsets
/// in the journal are deleted. An instance that dies during a rebuild leaves changelogs that still
/// do not fit what is known of them, so the next instance begins again.
///
/// [#run] is called once, by one thread; any thread may call the rest.
public final class ChangelogWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ChangelogWatch.class);

  /// Steps between two checks. After each step it is looked whether a replica was opened, which
  /// cannot be served yet.
  private static final int STEPS_APART = 20;

  private static final Duration STEP = Duration.ofMillis(50);

  /// How long a dead thread waits for a look that succeeds. While changelogs are deleted and made
  /// anew, looks fail too.
  private static final Duration LOOKS_FAIL_FOR = Duration.ofSeconds(30);

  /// Two instances that begin a rebuild at once would undo each other's work; what they do twice is
  /// rebuilt once more.
  private static final int APART_MS = 2_000;

  /// Committed offsets expire, by default after a week.
  private static final int LOOKS_PER_MARK = 60;

  private final List<ViewChangelogs> views;
  private final String group;
  private final TopicProvisioning provisioning;
  private final LocalChangelogs local;
  private final StreamsLifecycle streams;
  private final OpenReplicas replicas;
  private final Map<String, String> losses = new HashMap<>();
  private volatile List<String> waitingFor = List.of();
  private Optional<Map<String, String>> startedWith = Optional.empty();
  private boolean mayMark = true;
  private int looks;
  private long lookedAt;

  /// @param views of this process
  /// @param group its application id
  /// @param local what the state folder was filled from
  public ChangelogWatch(
      List<ViewChangelogs> views,
      String group,
      TopicProvisioning provisioning,
      LocalChangelogs local,
      StreamsLifecycle streams,
      OpenReplicas replicas) {
    this.views = List.copyOf(views);
    this.group = group;
    this.provisioning = provisioning;
    this.local = local;
    this.streams = streams;
    this.replicas = replicas;
    replicas.trust(0);
  }

  /// What views wait for, each in words for an operator; empty if for nothing.
  public List<String> waitingFor() {
    return waitingFor;
  }

  /// Starts the views, and stops and starts them again when necessary.
  ///
  /// @throws InterruptedException when asked to end
  public void run() throws InterruptedException {
    try (Admin client = provisioning.admin()) {
      var admin = new ChangelogAdmin(client, group);
      while (true) {
        try {
          step(admin);
          pause(admin);
        } catch (RetriableException notNow) {
          LOG.atDebug().setCause(notNow).log("The broker does not answer");
          streams.endIfDeadFor(LOOKS_FAIL_FOR);
          Thread.sleep(STEP.multipliedBy(2));
        }
      }
    }
  }

  /// Waits for the next check. Replicas that are opened meanwhile can be served as soon as their
  /// changelogs are found to be those of the last check.
  private void pause(ChangelogAdmin admin) throws InterruptedException {
    for (int steps = 0; steps < STEPS_APART; steps++) {
      Thread.sleep(STEP);
      if (streams.hasDied()) {
        return;
      }
      if (replicas.newest() > lookedAt && !trustTheNewest(admin)) {
        return;
      }
    }
  }

  private boolean trustTheNewest(ChangelogAdmin admin) throws InterruptedException {
    long newest = replicas.newest();
    boolean same = startedWith.equals(Optional.of(admin.ids(views)));
    if (same) {
      replicas.trust(newest);
      lookedAt = newest;
    }
    return same;
  }

  private void step(ChangelogAdmin admin) throws InterruptedException {
    lookedAt = replicas.newest();
    boolean hadDied = streams.hasDied();
    List<ChangelogLook> all = new ArrayList<>();
    for (ViewChangelogs view : views) {
      all.add(admin.look(view));
    }
    List<ChangelogLook> lost = all.stream().filter(look -> look.loss().isPresent()).toList();
    if (!lost.isEmpty()) {
      stop();
      for (ChangelogLook look : lost) {
        rebuild(admin, look);
      }
      return;
    }
    Map<String, String> ids =
        all.stream()
            .flatMap(look -> look.ids().entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    if (startedWith.filter(ids::equals).isEmpty()) {
      stop();
      start(ids, all.stream().anyMatch(look -> !look.marks().isEmpty()));
    } else if (hadDied) {
      streams.endIfDeadFor(Duration.ZERO);
    }
    replicas.trust(lookedAt);
    keep(admin, all);
    waitingFor =
        all.stream().filter(look -> look.left() > 0).map(ChangelogWatch::rebuilding).toList();
  }

  private static String rebuilding(ChangelogLook look) {
    return "a rebuild of %s from its journal: %,d records left"
        .formatted(look.view().view(), look.left());
  }

  private void start(Map<String, String> ids, boolean known) {
    boolean fit = local.fit(ids, known);
    if (!fit) {
      LOG.atInfo().log("The stores here belong to other changelogs and are discarded");
    }
    streams.start(!fit);
    local.keep(ids);
    startedWith = Optional.of(ids);
    losses.clear();
  }

  private void stop() throws InterruptedException {
    if (startedWith.isPresent()) {
      replicas.trust(0);
      waitingFor = List.of("the views to stop, since their changelogs have changed");
      createMissing();
      streams.stop();
      startedWith = Optional.empty();
    }
  }

  /// A producer that waits for a deleted topic would delay the stop for two minutes.
  private void createMissing() throws InterruptedException {
    try {
      provisioning.provide(topics());
    } catch (WrongTopic replacedAnyway) {
      LOG.atDebug().setCause(replacedAnyway).log("A changelog was created by somebody else");
    }
  }

  private List<ManagedTopic> topics() {
    return views.stream().flatMap(view -> view.changelogs().stream()).toList();
  }

  private void keep(ChangelogAdmin admin, List<ChangelogLook> all) throws InterruptedException {
    for (ChangelogLook look : all) {
      boolean isFinished = look.left() == 0;
      if (mayMark && (looks % LOOKS_PER_MARK == 0 || look.marks().isEmpty())) {
        try {
          admin.keep(look.newMarks(isFinished ? Map.of() : look.rebuiltTo()));
        } catch (AuthorizationException refused) {
          mayMark = false;
          LOG.atWarn()
              .addKeyValue("why", refused.getMessage())
              .log("A changelog that is deleted and created again will go unnoticed");
        }
      }
    }
    looks++;
  }

  private void rebuild(ChangelogAdmin admin, ChangelogLook look) throws InterruptedException {
    String view = look.view().view();
    String why = look.loss().orElseThrow();
    if (losses.put(view, why) == null) {
      LOG.atError()
          .addKeyValue("view", view)
          .addKeyValue("why", why)
          .log("A view has lost rows and will be rebuilt from its journal");
    }
    waitingFor = List.of("all instances to stop their views, to rebuild " + view + ": " + why);
    Thread.sleep(ThreadLocalRandom.current().nextInt(APART_MS));
    if (!admin.isNobodyRunning() || admin.look(look.view()).loss().isEmpty()) {
      return;
    }
    provisioning.replace(look.view().changelogs());
    if (!admin.forgetReading(look.view())) {
      return;
    }
    ChangelogLook replaced = admin.look(look.view());
    boolean isNew = look.ids().entrySet().stream().noneMatch(replaced.ids().entrySet()::contains);
    if (isNew && replaced.isUntouched()) {
      Map<TopicPartition, Long> ends = admin.journalEnds(look.view());
      admin.keep(replaced.newMarks(ends));
      LOG.atWarn()
          .addKeyValue("view", view)
          .addKeyValue("records", ends.values().stream().mapToLong(Long::longValue).sum())
          .log("A view is rebuilt from its journal");
    }
  }
}
