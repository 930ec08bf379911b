package org.rollbook.runtime.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.model.avro.RegistryClient;
import org.rollbook.model.topic.EventContract;
import org.rollbook.model.topic.SiteTopics;
import org.rollbook.model.topic.TableContract;
import org.rollbook.runtime.ingest.EventSubscription;
import org.rollbook.runtime.ingest.Ingest;
import org.rollbook.runtime.ingest.IngestSettings;
import org.rollbook.runtime.ingest.SubjectCompatibility;
import org.rollbook.runtime.ingest.registry.SiteSchemas;
import org.rollbook.runtime.ingest.rejected.DeadLetterWatch;
import org.rollbook.runtime.node.metrics.AsOfAge;
import org.rollbook.runtime.node.metrics.ClockDifference;
import org.rollbook.runtime.node.metrics.KafkaMeters;
import org.rollbook.runtime.node.metrics.MeterRegistries;
import org.rollbook.runtime.node.metrics.QueryCounters;
import org.rollbook.runtime.node.metrics.RestoreLeft;
import org.rollbook.runtime.node.metrics.UnmergeablePartitions;
import org.rollbook.runtime.node.metrics.ViewCounters;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.query.Locator;
import org.rollbook.runtime.serve.query.PeerCredentials;
import org.rollbook.runtime.serve.query.PeerIdentity;
import org.rollbook.runtime.serve.query.Peers;
import org.rollbook.runtime.serve.query.QueryService;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.topics.ManagedTopic;
import org.rollbook.runtime.topics.TopicProvisioning;
import org.rollbook.runtime.view.HistoryPart;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.OpenReplicas;
import org.rollbook.runtime.view.Replicas;
import org.rollbook.runtime.view.View;
import org.rollbook.runtime.view.ViewContext;
import org.rollbook.runtime.view.streams.ChangelogWatch;
import org.rollbook.runtime.view.streams.LocalChangelogs;
import org.rollbook.runtime.view.streams.PublishedSchemas;
import org.rollbook.runtime.view.streams.RestoreProgress;
import org.rollbook.runtime.view.streams.StreamsLifecycle;
import org.rollbook.runtime.watermark.SourceList;

/// One running instance of one topology.
///
/// HTTP starts first, so that readiness can report what the rest waits for. Then come the topics,
/// the watch over dead letters, ingest, the registration of the schemas that we publish, and the
/// views.
///
/// When it closes, readiness reports that first, the views close after everything else, and HTTP
/// closes last: requests that still come are answered from the stores while they are open, and then
/// from the other instances.
final class Node implements AutoCloseable {

  /// Parts that wait longer for brokers that do not answer are abandoned. Together with the
  /// requests that are under way at the end it stays below 20 s, and Kubernetes kills after 30.
  private static final Duration PARTS_CLOSE_WITHIN = Duration.ofSeconds(5);

  private static final Duration VIEWS_CLOSE_WITHIN = Duration.ofSeconds(6);

  private static final Duration INGEST_STOPS_WITHIN = Duration.ofSeconds(4);
  private static final Duration VIEWS_START_STOPS_WITHIN = Duration.ofSeconds(2);
  private static final Duration SCHEMAS_CLOSE_WITHIN = Duration.ofSeconds(2);
  private static final int CONCURRENT_READS = 256;

  private final List<ManagedTopic> topics;
  private final InstanceName name;
  private final SiteSchemas siteSchemas;
  private final RegistryClient registry;
  private final NodeParts parts;
  private final Peers peers;
  private final Locator locator;
  private final HttpServer http;
  private final UnaryOperator<String> identityIn;
  private volatile Optional<String> identity = Optional.empty();
  private volatile boolean closing;
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private final Thread viewsStart =
      Thread.ofPlatform().name("start-views").daemon().unstarted(this::startViews);

  /// @param clock that is never set while the process runs
  <E> Node(TopologyDefinition<E> definition, Settings settings, Clock clock) {
    PrometheusMeterRegistry meters = MeterRegistries.prometheus();
    topics = NodeTopics.of(definition, settings);
    siteSchemas = new SiteSchemas(settings);
    registry =
        new RegistryClient(
            settings.registry().url(),
            settings.registry().credentials(),
            siteSchemas,
            settings.registry().lost(),
            clock);
    var schemas =
        new PublishedSchemas(registry, definition.contract().published(), settings.topicPrefix());
    var time = new BrokerTime(clock);
    var sources = SourceList.of(settings.sources());
    var tasks = new LiveTasks();
    var replicas = new OpenReplicas(clock);
    var restores = new RestoreProgress(clock);
    var context = new ViewContext(tasks, replicas, new ViewCounters(meters), clock);
    Supplier<Topology> topology = () -> NodeTopology.of(definition, settings, schemas, context);
    var provisioning =
        new TopicProvisioning(NodeSettings.admin(settings), settings.topics().replication());
    var streams =
        new StreamsLifecycle(
            topology,
            NodeTopology.properties(definition, settings),
            restores,
            changelog ->
                replicas.isDamaged(
                    NodeTopics.storeOf(changelog.topic(), settings), changelog.partition()));
    IngestSettings ingest = IngestSettings.of(settings, definition.name());
    name =
        new InstanceName(
            settings.instanceId(),
            settings.advertisedAddress(),
            ingest.group(),
            NodeSettings.admin(settings));
    List<View<E, ?>> views = definition.views(settings, schemas);
    parts =
        new NodeParts(
            provisioning,
            new DeadLetterWatch(settings, remembering(views), clock, meters),
            new Ingest(
                ingest,
                new EventSubscription<>(
                    definition.readers(),
                    definition.journals(),
                    definition.contract().table().map(TableContract::name)),
                registry,
                time,
                clock,
                meters),
            new SubjectCompatibility(
                settings.openEdxTopics(),
                definition.contract().events().stream().map(EventContract::type).toList(),
                registry::compatibility,
                meters),
            schemas,
            streams,
            new ChangelogWatch(
                NodeTopics.changelogs(definition, settings),
                settings.applicationId(),
                provisioning,
                new LocalChangelogs(settings.state().folder().resolve("changelogs")),
                streams,
                replicas));
    int partitions = settings.topics().partitions();
    RestoreLeft.register(meters, restores);
    UnmergeablePartitions.register(
        meters, views.stream().map(View::name).toList(), partitions, tasks);
    AsOfAge.register(
        meters, views.stream().map(View::name).toList(), partitions, tasks, sources, time);
    ClockDifference.register(meters, time);
    identityIn =
        cluster ->
            PeerIdentity.of(cluster, settings.applicationId(), definition.version(), sources)
                .toString();
    var credentials = new PeerCredentials(() -> identity, settings.peerSecret());
    peers = new Peers(credentials, clock);
    locator =
        new Locator(
            tasks,
            replicas,
            parts.views()::client,
            HostInfo.buildFromEndpoint(settings.advertisedAddress()));
    QueryService queries = queryService(settings, tasks, replicas, meters, time, clock);
    List<Object> beans = new ArrayList<>();
    beans.add(definition.queries(queries));
    definition.digests(queries).ifPresent(beans::add);
    beans.add(queries.endpoint(credentials));
    beans.add(
        new NodeHealth(
            views.stream().map(NodeHealth.Watched::of).toList(),
            partitions,
            NodeStatus.of(parts, () -> closing, () -> peers.faults(locator.others())),
            tasks,
            replicas,
            restores,
            sources,
            time,
            clock));
    beans.add(topology.get().describe());
    beans.add(new SiteTopics(definition.contract(), settings.topicPrefix()));
    beans.add(meters);
    beans.add(
        new KafkaMeters(meters, List.of(this::streamsMetrics, parts.ingest()::clientMetrics)));
    http =
        HttpServer.start(
            NodeSettings.http(settings, CONCURRENT_READS),
            queries.meters(),
            parts.deadLetters().events(),
            beans.toArray());
    parts.ingest().death().thenAccept(this::died);
    parts.views().death().thenAccept(this::died);
  }

  /// The views that can report whether an event was applied.
  private static Set<String> remembering(List<? extends View<?, ?>> views) {
    return views.stream()
        .filter(view -> view.parts().stream().anyMatch(HistoryPart.class::isInstance))
        .map(View::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private QueryService queryService(
      Settings settings,
      LiveTasks tasks,
      Replicas replicas,
      MeterRegistry meters,
      BrokerTime time,
      Clock clock) {
    return new QueryService(
        new QueryService.Local(
            replicas,
            tasks,
            settings.topics().partitions(),
            settings.advertisedAddress(),
            SourceList.of(settings.sources()),
            settings.bounds().clockSkew(),
            time,
            clock),
        locator,
        peers,
        new QueryCounters(meters));
  }

  private Map<MetricName, ? extends Metric> streamsMetrics() {
    return parts
        .views()
        .client()
        .<Map<MetricName, ? extends Metric>>map(KafkaStreams::metrics)
        .orElse(Map.of());
  }

  /// Starts, and returns the cause when something has ended that must not end.
  Throwable serve() throws InterruptedException {
    identity = Optional.of(identityIn.apply(parts.provisioning().provide(topics)));
    name.requireFree();
    parts.deadLetters().start();
    parts.ingest().start();
    parts.compatibility().start();
    viewsStart.start();
    return death.join();
  }

  /// Runs in a thread of its own: it waits for the registry as long as it takes, and ingest may die
  /// meanwhile.
  private void startViews() {
    try {
      parts.schemas().register();
      parts.changelogs().run();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error cause) {
      died(cause);
    }
  }

  private void died(Throwable cause) {
    OutOfMemory.endIfCauseOf(cause);
    death.complete(cause);
  }

  /// A second caller waits for the first.
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    ClosingParts.closeTogether(
        PARTS_CLOSE_WITHIN,
        Map.of(
            "ingest",
            () -> parts.ingest().stop(INGEST_STOPS_WITHIN),
            "dead letters",
            () -> parts.deadLetters().close(),
            "compatibility",
            () -> parts.compatibility().close()));
    locator.keepOthers();
    ClosingParts.closeTogether(VIEWS_CLOSE_WITHIN, Map.of("views", this::closeViews));
    http.close();
    peers.close();
    ClosingParts.closeTogether(
        SCHEMAS_CLOSE_WITHIN, Map.of("registry", registry::close, "schemas", siteSchemas::close));
  }

  private void closeViews() throws InterruptedException {
    if (viewsStart.getState() != Thread.State.NEW) {
      viewsStart.interrupt();
      viewsStart.join(VIEWS_START_STOPS_WITHIN);
    }
    parts.views().close();
  }
}
