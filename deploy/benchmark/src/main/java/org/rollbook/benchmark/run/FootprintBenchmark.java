package org.rollbook.benchmark.run;

import static org.rollbook.benchmark.measure.Figure.timesAsMuch;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.OsProcesses;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Rounds.PairedRun;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.grades.GradeContract;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.database.Postgres;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.process.ChildProcess;

/// Both topologies at a small site where little happens, compared with what such a site would write
/// for itself ([SmallSite]). Each has a broker and a campus of its own, alike to the other's, and
/// both are measured at the same time.
public record FootprintBenchmark(Workbench workbench) {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final String SITE = "small";
  private static final int LEARNERS = 30_000;
  private static final int COURSES = 100;
  private static final int ENROLLMENTS = 50_000;
  private static final double EVENTS_PER_SECOND = 1;
  private static final Aim AIM = Aim.atMost(3);

  /// The topics that a campus publishes to.
  private static final List<String> TOPICS =
      Stream.of(EnrollmentContract.TOPOLOGY.sources(), GradeContract.TOPOLOGY.sources())
          .flatMap(List::stream)
          .map(new TopicPrefix(SITE)::join)
          .toList();

  /// Compiling, merging and vacuuming after the filling must not be measured.
  private static final Duration CALM = Duration.ofSeconds(30);

  private static final Duration WINDOW = Duration.ofSeconds(20);

  private static final String SERIAL = "-XX:+UseSerialGC";

  /// Rollbook with its default settings in a small JVM, and with settings that suffice for so few
  /// rows. (glibc would keep memory for each thread. One instance owns a partition, and such a site
  /// has one.)
  private static final List<Sizing> SIZINGS =
      List.of(
          new Sizing("as it comes", List.of("-Xmx256m", SERIAL), Map.of()),
          new Sizing(
              "sized for it",
              List.of("-Xmx128m", SERIAL),
              Map.of(
                  "ROLLBOOK_STATE_MEMORY",
                  "32MiB",
                  "ROLLBOOK_PARTITIONS",
                  "1",
                  "MALLOC_ARENA_MAX",
                  "2")));

  /// How the processes of both contenders are set up.
  record Sizing(String name, List<String> jvm, Map<String, String> environment) {}

  /// What a contender uses.
  ///
  /// @param memory in bytes
  /// @param processor share of a core
  /// @param broker the memory of its broker, in bytes
  /// @param partitions on its broker
  private record Use(double memory, double processor, double broker, double partitions) {}

  /// A running contender.
  private record Running(OsProcesses processes, EventBus bus) {

    Use use(Duration processorTime, Duration lasted) {
      return new Use(
          processes.residentBytes(),
          (double) processorTime.toNanos() / lasted.toNanos(),
          OsProcesses.of(bus.broker().pid()).residentBytes(),
          partitions(bus.broker().client()));
    }
  }

  public List<ResultRow> rows() {
    if (!Postgres.isInstalled()) {
      workbench.reportNoPostgres();
      return List.of();
    }
    return SIZINGS.stream().flatMap(this::rows).toList();
  }

  private Stream<ResultRow> rows(Sizing sizing) {
    Path folder = workbench.folder().resolve("sizing-" + SIZINGS.indexOf(sizing));
    try (var ourBus = new EventBus(folder.resolve("ours"), Map.of());
        var theirBus = new EventBus(folder.resolve("theirs"), Map.of());
        var ourLms = ourBus.lms(SITE);
        var theirLms = theirBus.lms(SITE)) {
      Campus ourCampus = filled(ourBus, ourLms);
      Campus theirCampus = filled(theirBus, theirLms);
      Instant filled = CLOCK.instant();
      try (CampusRun _ = running(ourCampus, ourLms);
          CampusRun _ = running(theirCampus, theirLms);
          Postgres postgres = Postgres.start().orElseThrow();
          ChildProcess theirs =
              SmallSite.start(theirBus, TOPICS, postgres, sizing, folder.resolve("small"));
          OurSite enrollments = topology("enrollments", ourBus, sizing, folder);
          OurSite grades = topology("grades", ourBus, sizing, folder)) {
        enrollments.awaitReceived(filled);
        grades.awaitReceived(filled);
        return rows(
            sizing,
            measured(
                new Running(OsProcesses.of(pid(enrollments), pid(grades)), ourBus),
                new Running(OsProcesses.of(theirs.pid(), postgres.pid()), theirBus)));
      }
    }
  }

  private Stream<ResultRow> rows(Sizing sizing, List<PairedRun<Use>> runs) {
    String beside = ", " + sizing.name() + ", a consumer and an endpoint on PostgreSQL";
    return Stream.of(
        workbench.row("memory" + beside, runs, timesAsMuch("MB", use -> use.memory() / 1e6, AIM)),
        workbench.row(
            "processor" + beside,
            runs,
            timesAsMuch("% of a core", use -> use.processor() * 100, AIM)),
        workbench.row("partitions" + beside, runs, timesAsMuch("partitions", Use::partitions, AIM)),
        workbench.row(
            "the broker's memory" + beside,
            runs,
            timesAsMuch("MB", use -> use.broker() / 1e6, Aim.NONE)));
  }

  private OurSite topology(String name, EventBus bus, Sizing sizing, Path folder) {
    return OurSite.ofOne(
        bus,
        SITE,
        bus.instance(
            SITE, workbench.jar(name), folder.resolve(name), sizing.jvm(), sizing.environment()));
  }

  private static long pid(OurSite site) {
    return site.instance(0).process().pid();
  }

  /// Creates a campus's topics, of one partition each, and publishes everything at once.
  private static Campus filled(EventBus bus, OpenEdxProducer lms) {
    TOPICS.forEach(topic -> bus.broker().client().createTopic(topic, 1));
    Campus campus =
        Campus.running(
            CampusSettings.of(1, LEARNERS, COURSES).emitting(RowKind.ENROLLMENTS, RowKind.GRADES),
            CLOCK);
    var _ = EventBus.publish(lms, Campuses.until(ENROLLMENTS, campus));
    return campus;
  }

  private static CampusRun running(Campus campus, OpenEdxProducer lms) {
    var run = new CampusRun(campus, lms, EVENTS_PER_SECOND, CLOCK);
    run.start();
    return run;
  }

  /// How many partitions there are, not counting Kafka's own.
  private static int partitions(BrokerClient broker) {
    Set<String> topics =
        broker.topics().stream()
            .filter(topic -> !topic.startsWith("__"))
            .collect(Collectors.toSet());
    return BrokerClient.result(broker.admin().describeTopics(topics).allTopicNames())
        .values()
        .stream()
        .mapToInt(topic -> topic.partitions().size())
        .sum();
  }

  /// Measures both at the same time.
  private List<PairedRun<Use>> measured(Running ours, Running theirs) {
    LockSupport.parkNanos(CALM.toNanos());
    return workbench
        .rounds()
        .of(
            () -> {
              Duration oursBefore = ours.processes().processorTime();
              Duration theirsBefore = theirs.processes().processorTime();
              long begun = System.nanoTime();
              LockSupport.parkNanos(WINDOW.toNanos());
              Duration lasted = Duration.ofNanos(System.nanoTime() - begun);
              Duration oursTaken = ours.processes().processorTime().minus(oursBefore);
              Duration theirsTaken = theirs.processes().processorTime().minus(theirsBefore);
              return new PairedRun<>(ours.use(oursTaken, lasted), theirs.use(theirsTaken, lasted));
            });
  }
}
