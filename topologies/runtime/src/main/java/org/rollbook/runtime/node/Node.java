package org.rollbook.runtime.node;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.model.avro.RegistryClient;
import org.rollbook.runtime.http.HttpServer;
import org.rollbook.runtime.http.HttpSettings;
import org.rollbook.runtime.ingest.Hearing;
import org.rollbook.runtime.ingest.Ingest;
import org.rollbook.runtime.ingest.IngestSettings;
import org.rollbook.runtime.query.Locator;
import org.rollbook.runtime.query.QueryMeters;
import org.rollbook.runtime.query.QuerySide;
import org.rollbook.runtime.query.StreamsCopies;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.streams.PublishedSchemas;
import org.rollbook.runtime.streams.RestoreProgress;
import org.rollbook.runtime.streams.StreamsLifecycle;
import org.rollbook.runtime.topics.OwnTopic;
import org.rollbook.runtime.topics.TopicProvisioning;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.ViewMeters;
import org.rollbook.runtime.view.ViewSurroundings;

/// One running instance of one topology.
///
/// HTTP comes first, so that readiness can say what the rest waits for; then the topics, ingest,
/// the registry's word for what we publish, and the views. Closing goes the other way round, so
/// that nothing is asked of what is gone.
final class Node implements AutoCloseable {

  private static final Duration INGEST_STOPS_WITHIN = Duration.ofSeconds(10);
  private static final int CONCURRENT_READS = 256;

  private final List<OwnTopic> topics;
  private final TopicProvisioning provisioning;
  private final RegistryClient registry;
  private final PublishedSchemas schemas;
  private final Ingest ingest;
  private final StreamsLifecycle views;
  private final HttpServer http;
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();

  <E> Node(Deployable<E> deployable, Settings settings, Clock clock) {
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    topics = NodeTopics.of(deployable, settings);
    provisioning = new TopicProvisioning(adminSettings(settings), settings.topics().replication());
    registry =
        new RegistryClient(
            settings.registry().url(),
            settings.registry().credentials(),
            settings.state().folder().resolve("schemas"));
    schemas = new PublishedSchemas(registry, deployable.published(), settings.topicPrefix());
    ingest =
        new Ingest(
            IngestSettings.of(settings, deployable.name()),
            new Hearing<>(deployable.readers(), deployable.journals()),
            registry,
            clock,
            meters);
    var tasks = new LiveTasks();
    Topology topology =
        NodeTopology.of(
            deployable, settings, schemas, new ViewSurroundings(tasks, ViewMeters.NONE, clock));
    views =
        new StreamsLifecycle(
            topology, NodeTopology.properties(deployable, settings), new RestoreProgress(clock));
    var side =
        new QuerySide(
            new StreamsCopies(views::client),
            new Locator(
                tasks, views::client, HostInfo.buildFromEndpoint(settings.advertisedAddress())),
            tasks,
            settings.topics().partitions(),
            settings.advertisedAddress(),
            settings.bounds().clockSkew(),
            clock,
            QueryMeters.NONE);
    http = HttpServer.start(httpSettings(settings), deployable.queries(side), meters);
    ingest.death().thenAccept(death::complete);
    views.death().thenAccept(death::complete);
  }

  /// Starts, and returns with the cause when something that must not end has ended.
  Throwable serve() throws InterruptedException {
    provisioning.provide(topics);
    ingest.start();
    schemas.register();
    views.start();
    return death.join();
  }

  @Override
  public void close() {
    http.close();
    try {
      ingest.stop(INGEST_STOPS_WITHIN);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    views.close();
    registry.close();
  }

  private static Map<String, Object> adminSettings(Settings settings) {
    Map<String, Object> client =
        new HashMap<>(settings.kafka().forClient("admin", AdminClientConfig.configNames()));
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    return client;
  }

  /// Until tokens are implemented, whoever has not said that security is off serves this machine
  /// only.
  private static HttpSettings httpSettings(Settings settings) {
    return new HttpSettings(
        settings.port(),
        settings.managementPort(),
        switch (settings.security()) {
          case OFF -> Optional.empty();
          case JWT -> Optional.of("127.0.0.1");
        },
        settings.publicUrl(),
        switch (settings.security()) {
          case OFF -> HttpSettings.Security.OFF;
          case JWT -> HttpSettings.Security.JWT;
        },
        settings.bounds().maxStaleness(),
        CONCURRENT_READS);
  }
}
