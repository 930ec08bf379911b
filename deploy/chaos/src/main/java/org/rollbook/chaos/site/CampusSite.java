package org.rollbook.chaos.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rollbook.chaos.read.DrilledTopology;
import org.rollbook.chaos.read.DrilledView;
import org.rollbook.chaos.read.Writes;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusProgress;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.kafka.BrokerProcess;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.registry.RegistrySettings;
import org.rollbook.testkit.site.Waiting;

/// A site with one topology, whose campus writes at a steady rate for as long as this is open. One
/// thread.
public final class CampusSite implements AutoCloseable {

  private static final String PREFIX = "chaos";

  /// The truth can judge an answer up to this age: twice the bound of views.
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Plan plan;
  private final BrokerProcess broker;
  private final RegistryProcess registry;
  private final Fleet fleet;
  private final Truth truth = Truth.remembering(MEMORY);
  private final Writes writes = new Writes();
  private final OpenEdxProducer lms;
  private final CampusRun campus;
  private final Clock clock;
  private @Nullable Neighbour neighbour;

  /// What a site consists of.
  ///
  /// @param jar the topology's
  /// @param jarAhead the same with its clock ahead; made when it is first requested
  /// @param folder where everything keeps logs and state; emptied first
  /// @param instances how many there can be
  /// @param partitions of the topology's managed topics
  /// @param eventsPerSecond that the campus writes
  public record Plan(
      DrilledTopology topology,
      Path jar,
      Supplier<Path> jarAhead,
      Path folder,
      int instances,
      int partitions,
      CampusSettings campus,
      double eventsPerSecond) {}

  private CampusSite(Plan plan, Consumer<String> report, Clock clock) {
    this.plan = plan;
    this.clock = clock;
    Path folder = TemporaryFolder.at(plan.folder()).path();
    broker = BrokerProcess.start(Map.of("log.cleaner.backoff.ms", "500"));
    registry =
        RegistryProcess.start(
            RegistrySettings.throwaway()
                .keepingDataIn(folder.resolve("registry"))
                .loggingTo(folder.resolve("registry.log")));
    fleet =
        new Fleet(
            IntStream.rangeClosed(1, plan.instances())
                .mapToObj(number -> settings("i" + number))
                .toList(),
            report);
    lms =
        OpenEdxProducer.to(
            broker.bootstrapServers(),
            new OpenEdxSerializer(
                Optional.of(PREFIX), new ConfluentSchemaIds(URI.create(registry.url()))),
            truth,
            clock);
    campus =
        new CampusRun(
            Campus.running(campusSettings(), clock),
            lms,
            plan.eventsPerSecond(),
            clock,
            writes::add);
  }

  /// Starts everything, with one instance, and waits until there is something to read.
  ///
  /// @param events how many have to be written first
  /// @param report receives a line for whatever instances do unasked
  public static CampusSite start(Plan plan, long events, Consumer<String> report, Clock clock) {
    var site = new CampusSite(plan, report, clock);
    try {
      site.fleet.settleAt(1);
      site.campus.start();
      Waiting.until(() -> site.progress().acknowledged() >= events, PATIENCE);
      return site;
    } catch (RuntimeException | AssertionError e) {
      site.close();
      throw e;
    }
  }

  public Fleet fleet() {
    return fleet;
  }

  public BrokerProcess broker() {
    return broker;
  }

  /// Compacts all records of the topology's managed topics, however young, and restores the topics'
  /// settings.
  public void compact() {
    new ForcedCompaction(broker.client()).run(PATIENCE);
  }

  public RegistryProcess registry() {
    return registry;
  }

  /// The topology's jar with its clock ahead.
  public Path jarAhead() {
    return plan.jarAhead().get();
  }

  /// Starts another site on the same broker.
  public void startNeighbour() {
    neighbour =
        Neighbour.start(
            settings("neighbour", Neighbour.PREFIX),
            campusSettings().withSeed(plan.campus().seed() + 1),
            broker.bootstrapServers(),
            URI.create(registry.url()),
            clock);
  }

  /// Where instances of the other site reach its instance.
  public String neighboursAddress() {
    Neighbour other = neighbour;
    if (other == null) {
      throw new IllegalStateException("there is no other site");
    }
    return other.address();
  }

  /// Stops the other site.
  public void stopNeighbour() {
    if (neighbour != null) {
      neighbour.close();
      neighbour = null;
    }
  }

  /// Deletes the changelog of the rows of courses.
  public void deleteChangelog() {
    String end = "-" + plan.topology().rowsOfCourses() + "-changelog";
    delete(
        broker.client().topics().stream()
            .filter(topic -> topic.startsWith(PREFIX + "-") && topic.endsWith(end))
            .toList());
  }

  /// Deletes a topic that the campus writes to, with everything in it, and creates it again.
  public void deleteSource() {
    String topic = PREFIX + "-" + plan.topology().sourceTopic();
    delete(List.of(topic));
    broker.client().createTopic(topic, plan.partitions());
  }

  private void delete(List<String> topics) {
    if (topics.isEmpty()) {
      throw new IllegalStateException("no topic to delete");
    }
    BrokerClient.result(broker.client().admin().deleteTopics(topics).all());
    Waiting.untilSlowly(
        () -> topics.stream().noneMatch(broker.client().topics()::contains), PATIENCE);
  }

  /// What readers ask, and the truth about it.
  public DrilledView view() {
    return new DrilledView(plan.topology(), truth);
  }

  /// What was written lately.
  public Writes writes() {
    return writes;
  }

  public int partitions() {
    return plan.partitions();
  }

  public CampusProgress progress() {
    return campus.progress();
  }

  private CampusSettings campusSettings() {
    return plan.campus().emitting(plan.topology().kind());
  }

  @Override
  public void close() {
    stopNeighbour();
    campus.close();
    lms.close();
    fleet.close();
    registry.close();
    broker.close();
  }

  private ViewSettings settings(String name) {
    return settings(name, PREFIX);
  }

  private ViewSettings settings(String name, String prefix) {
    return ViewSettings.of(
            name,
            plan.jar(),
            plan.folder().resolve(name),
            broker.bootstrapServers(),
            registry.url())
        .with("EVENT_BUS_TOPIC_PREFIX", prefix)
        .with("ROLLBOOK_COMPLETE_FROM", "empty")
        .with("ROLLBOOK_CREATE_SOURCE_TOPICS", "true")
        .with("ROLLBOOK_PARTITIONS", Integer.toString(plan.partitions()))
        .withJvmArguments(JvmArguments.SOON_READY);
  }
}
