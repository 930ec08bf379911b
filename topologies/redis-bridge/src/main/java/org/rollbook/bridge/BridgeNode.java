package org.rollbook.bridge;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.rollbook.bridge.publish.Outlet;
import org.rollbook.bridge.publish.ProducerIds;
import org.rollbook.bridge.publish.Republisher;
import org.rollbook.bridge.redis.RedisConnection;
import org.rollbook.bridge.settings.BridgeSettings;
import org.rollbook.bridge.share.StreamShares;
import org.rollbook.bridge.stream.BridgeWorker;
import org.rollbook.model.avro.RegistryClient;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.runtime.ingest.registry.SiteSchemas;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.node.NodeSettings;
import org.rollbook.runtime.node.NodeTopics;
import org.rollbook.runtime.node.ProcessNode;
import org.rollbook.runtime.node.health.ProcessStatus;
import org.rollbook.runtime.node.metrics.KafkaMeters;
import org.rollbook.runtime.node.metrics.MeterRegistries;
import org.rollbook.runtime.publish.AcknowledgedProducer;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.docs.FrontPage;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.topics.ManagedTopic;
import org.rollbook.runtime.topics.TopicProvisioning;

/// One running instance of the bridge.
///
/// HTTP starts first, so that readiness can report what the rest waits for.
final class BridgeNode implements ProcessNode, ProcessStatus {

  private static final int CONCURRENT_READS = 16;

  /// A topic that is gone must not stop the other streams for long.
  private static final int LONGEST_BLOCK_MS = 5_000;

  private final Settings common;
  private final TopicProvisioning provisioning;
  private final SiteSchemas siteSchemas;
  private final RegistryClient registry;
  private final AcknowledgedProducer producer;
  private final StreamShares shares;
  private final BridgeWorker worker;
  private final HttpServer http;
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private volatile boolean started;
  private boolean closed;

  BridgeNode(BridgeSettings settings, Clock clock) {
    common = settings.common();
    provisioning = new TopicProvisioning(NodeSettings.admin(common), common.topics().replication());
    siteSchemas = new SiteSchemas(common);
    registry =
        new RegistryClient(
            common.registry().url(),
            common.registry().credentials(),
            siteSchemas,
            common.registry().lost(),
            clock);
    producer =
        new AcknowledgedProducer(
            common, Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MS));
    shares = new StreamShares(common, common.openEdxTopics());
    PrometheusMeterRegistry registered = MeterRegistries.prometheus();
    var meters = new BridgeMeters(registered, settings.maxLength(), clock);
    worker =
        new BridgeWorker(
            shares,
            new RedisConnection(settings.redis(), common.applicationId()),
            new Outlet(
                producer,
                new Republisher(new ProducerIds(registry), settings.keys(), producer::partitionsOf),
                DeadLetters.nameIn(common.topicPrefix()),
                meters,
                clock),
            producer,
            common.bridgeTopic(),
            new BrokerTime(clock),
            clock);
    meters.watch(worker, common.openEdxTopics());
    http =
        HttpServer.start(
            NodeSettings.http(common, CONCURRENT_READS),
            QueryMeters.NONE,
            RejectedEvents.NONE,
            this,
            worker,
            registered,
            clock,
            new FrontPage("/v1/streams"),
            new KafkaMeters(registered, List.of()));
    var _ = shares.death().thenAccept(death::complete);
    var _ = worker.death().thenAccept(death::complete);
  }

  @Override
  public Throwable serve() throws InterruptedException {
    provisioning.provide(topics());
    started = true;
    shares.start();
    worker.start();
    return death.join();
  }

  /// The topics of the streams are made first: a view that lists them must not take one that does
  /// not exist yet for one that has no events.
  private List<ManagedTopic> topics() {
    var topics = new ArrayList<ManagedTopic>(NodeTopics.shared(common));
    common
        .openEdxTopics()
        .forEach(
            name ->
                topics.add(
                    new ManagedTopic(
                        name,
                        common.topics().partitions(),
                        ManagedTopic.Partitioning.ANY,
                        Map.of())));
    return topics;
  }

  @Override
  public List<String> waitingFor() {
    return provisioning
        .waitingFor()
        .or(() -> started ? Optional.empty() : Optional.of("the topics"))
        .map(List::of)
        .orElse(List.of());
  }

  @Override
  public Optional<String> death() {
    return death.isDone()
        ? Optional.of(String.valueOf(death.join().getMessage()))
        : Optional.empty();
  }

  @Override
  public boolean works() {
    return !worker.states().isEmpty();
  }

  @Override
  public Optional<String> trouble() {
    return worker.trouble();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      worker.close();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    shares.close();
    producer.close();
    http.close();
    registry.close();
    siteSchemas.close();
  }
}
