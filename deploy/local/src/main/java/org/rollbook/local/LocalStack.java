package org.rollbook.local;

import static org.rollbook.local.settings.LocalTopology.RECONCILER;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.rollbook.local.settings.LocalBus;
import org.rollbook.local.settings.LocalLms;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.local.status.FrontPageServer;
import org.rollbook.local.status.Status;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.settings.WrongSettingException;

/// Everything that runs, in the order in which it starts.
///
/// [#start()] and [#close()] may be called by two threads, the second at any moment of the first.
final class LocalStack implements AutoCloseable {

  private static final List<String> SOURCE_TOPICS =
      List.of(
          CampusTopics.ENROLLMENTS,
          CampusTopics.UNENROLLMENTS,
          CampusTopics.GRADES,
          CampusTopics.BADGES,
          CampusTopics.ANALYTICS);

  private static final Duration TIME_TO_SHOW = Duration.ofMinutes(1);

  private final LocalSettings settings;
  private final RunStatus status;
  private final Broker broker;
  private final Registry registry;
  private final Optional<LocalDatabase> lms;
  private final Optional<LocalRedis> redis;
  private final List<TopologyProcess> topologies;
  private final Optional<DriftProbe> drift;
  private final CampusLife campus;
  private volatile @Nullable FrontPageServer page;

  LocalStack(
      LocalSettings settings, Path checkout, DataFolder folder, RunStatus status, Clock clock) {
    this.settings = settings;
    this.status = status;
    broker = new Broker(settings.ports(), folder.of("kafka"));
    registry = new Registry(settings.ports(), folder.of("registry"));
    lms = lms(settings, folder);
    redis =
        settings.bus() == LocalBus.REDIS
            ? Optional.of(new LocalRedis(settings.ports(), folder.of("redis")))
            : Optional.empty();
    drift = lms.map(_ -> new DriftProbe(Addresses.client(RECONCILER, settings.ports())));
    topologies =
        settings.processes().stream()
            .map(topology -> new TopologyProcess(topology, settings, folder, checkout))
            .toList();
    campus = new CampusLife(settings, clock);
  }

  /// @throws WrongSettingException if views have rows from runs without the database: they would
  ///   all be taken for deleted
  private static Optional<LocalDatabase> lms(LocalSettings settings, DataFolder folder) {
    if (settings.lms() == LocalLms.NONE) {
      return Optional.empty();
    }
    Path data = folder.of("mariadb");
    if (Files.exists(folder.of("kafka")) && !Files.exists(data)) {
      throw LocalSettings.wrong(
          "lms", "needs a data folder of its own: that of local.data began without it");
    }
    return Optional.of(new LocalDatabase(settings.ports(), data));
  }

  /// Starts everything and waits until it answers.
  void start() {
    page = FrontPageServer.start(settings.ports().frontPage(), this::status);
    var registryStart = CompletableFuture.runAsync(registry::start, Thread.ofVirtual()::start);
    broker.start();
    lms.ifPresent(LocalDatabase::start);
    redis.ifPresent(LocalRedis::start);
    lms.map(LocalDatabase::tables).ifPresent(campus::useTables);
    topologies.forEach(TopologyProcess::start);
    await(registryStart);
    topologies.forEach(TopologyProcess::awaitReady);
    List<String> topics = SOURCE_TOPICS.stream().map(this::withPrefix).toList();
    topics.forEach(broker::ensureTopic);
    campus.start(topics, status);
    status.ready(FirstSteps.curls(settings, campus.firstVisible(TIME_TO_SHOW)));
    registry.onEnd(status::ended);
    topologies.forEach(topology -> topology.onEnd(status::ended));
  }

  /// Stops everything: first the campus, then the processes, the broker last.
  @Override
  public void close() {
    status.stopping();
    campus.close();
    var processes = new ArrayList<Component>(topologies);
    processes.add(registry);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      processes.forEach(process -> threads.execute(process::close));
    }
    lms.ifPresent(LocalDatabase::close);
    redis.ifPresent(LocalRedis::close);
    broker.close();
    drift.ifPresent(DriftProbe::close);
    if (page != null) {
      page.close();
    }
    status.stopped(campus.published());
  }

  private Status status() {
    var parts = new ArrayList<Status.Part>();
    parts.add(broker.part());
    parts.add(registry.part());
    lms.map(LocalDatabase::part).ifPresent(parts::add);
    redis.map(LocalRedis::part).ifPresent(parts::add);
    topologies.forEach(topology -> parts.add(topology.part()));
    return status.status(
        parts,
        campus.published(),
        campus.largestCourses(),
        drift.flatMap(probe -> probe.ask(campus.lost())));
  }

  private String withPrefix(String topic) {
    return settings.prefix().map(prefix -> prefix + "-" + topic).orElse(topic);
  }

  private static void await(CompletableFuture<Void> start) {
    try {
      start.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
