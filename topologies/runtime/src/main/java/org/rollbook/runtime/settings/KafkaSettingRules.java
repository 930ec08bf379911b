package org.rollbook.runtime.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which settings of Kafka's clients an operator may choose, by Kafka's own names.
///
/// It lists what may be set, since a setting that nobody has examined must not be open: correct
/// answers rest on most of the others. Each setting that a client has is in one of the two lists; a
/// test fails when a new version of Kafka brings one that is in neither.
final class KafkaSettingRules {

  private static final String SIZES = "what ingest accepts must fit everywhere";
  private static final String DELIVERY = "an event counts as journaled when all replicas have it";
  private static final String OFFSETS = "offsets are committed after the acknowledgements";
  private static final String FORMATS = "keys and values are ours";
  private static final String MEMBERS = "instances find one another by it";
  private static final String PARTITIONER = "one partitioner is used everywhere";
  private static final String SKIPPING = "a record that is skipped is an event that is lost";
  private static final String STORES = "stores are what answers are read from";
  private static final String ROUTING = "queries are routed by this protocol";
  private static final String OTHERS_CODE = "no other code runs inside the clients";
  private static final String UNUSED = "nothing here uses it";

  /// How clients reach the broker, how long they wait for it, and how much they move at a time.
  private static final Set<String> ALLOWED =
      Set.of(
          // Connections.
          "client.dns.lookup",
          "client.rack",
          "connections.max.idle.ms",
          "metadata.cluster.check.enable",
          "metadata.max.age.ms",
          "metadata.max.idle.ms",
          "metadata.recovery.rebootstrap.trigger.ms",
          "metadata.recovery.strategy",
          "receive.buffer.bytes",
          "reconnect.backoff.max.ms",
          "reconnect.backoff.ms",
          "send.buffer.bytes",
          "socket.connection.setup.timeout.max.ms",
          "socket.connection.setup.timeout.ms",
          // Security.
          "sasl.client.callback.handler.class",
          "sasl.jaas.config",
          "sasl.kerberos.kinit.cmd",
          "sasl.kerberos.min.time.before.relogin",
          "sasl.kerberos.service.name",
          "sasl.kerberos.ticket.renew.jitter",
          "sasl.kerberos.ticket.renew.window.factor",
          "sasl.login.callback.handler.class",
          "sasl.login.class",
          "sasl.login.connect.timeout.ms",
          "sasl.login.read.timeout.ms",
          "sasl.login.refresh.buffer.seconds",
          "sasl.login.refresh.min.period.seconds",
          "sasl.login.refresh.window.factor",
          "sasl.login.refresh.window.jitter",
          "sasl.login.retry.backoff.max.ms",
          "sasl.login.retry.backoff.ms",
          "sasl.mechanism",
          "sasl.oauthbearer.allow.unverified.audience",
          "sasl.oauthbearer.allow.unverified.issuer",
          "sasl.oauthbearer.assertion.algorithm",
          "sasl.oauthbearer.assertion.claim.aud",
          "sasl.oauthbearer.assertion.claim.exp.seconds",
          "sasl.oauthbearer.assertion.claim.iss",
          "sasl.oauthbearer.assertion.claim.jti.include",
          "sasl.oauthbearer.assertion.claim.nbf.seconds",
          "sasl.oauthbearer.assertion.claim.sub",
          "sasl.oauthbearer.assertion.file",
          "sasl.oauthbearer.assertion.private.key.file",
          "sasl.oauthbearer.assertion.private.key.passphrase",
          "sasl.oauthbearer.assertion.template.file",
          "sasl.oauthbearer.client.credentials.client.id",
          "sasl.oauthbearer.client.credentials.client.secret",
          "sasl.oauthbearer.clock.skew.seconds",
          "sasl.oauthbearer.expected.audience",
          "sasl.oauthbearer.expected.issuer",
          "sasl.oauthbearer.header.urlencode",
          "sasl.oauthbearer.jwks.endpoint.refresh.ms",
          "sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms",
          "sasl.oauthbearer.jwks.endpoint.retry.backoff.ms",
          "sasl.oauthbearer.jwks.endpoint.url",
          "sasl.oauthbearer.jwt.retriever.class",
          "sasl.oauthbearer.jwt.validator.class",
          "sasl.oauthbearer.scope",
          "sasl.oauthbearer.scope.claim.name",
          "sasl.oauthbearer.sub.claim.name",
          "sasl.oauthbearer.token.endpoint.url",
          "security.protocol",
          "security.providers",
          "ssl.cipher.suites",
          "ssl.enabled.protocols",
          "ssl.endpoint.identification.algorithm",
          "ssl.engine.factory.class",
          "ssl.key.password",
          "ssl.keymanager.algorithm",
          "ssl.keystore.certificate.chain",
          "ssl.keystore.key",
          "ssl.keystore.location",
          "ssl.keystore.password",
          "ssl.keystore.type",
          "ssl.protocol",
          "ssl.provider",
          "ssl.secure.random.implementation",
          "ssl.trustmanager.algorithm",
          "ssl.truststore.certificates",
          "ssl.truststore.location",
          "ssl.truststore.password",
          "ssl.truststore.type",
          // How long, and how often again.
          "default.api.timeout.ms",
          "delivery.timeout.ms",
          "heartbeat.interval.ms",
          "max.block.ms",
          "max.poll.interval.ms",
          "request.timeout.ms",
          "retries",
          "retry.backoff.max.ms",
          "retry.backoff.ms",
          "session.timeout.ms",
          "task.timeout.ms",
          "transaction.timeout.ms",
          // How much at a time.
          "batch.size",
          "buffer.memory.allocation.strategy",
          "buffered.records.per.partition",
          "commit.interval.ms",
          "compression.gzip.level",
          "compression.lz4.level",
          "compression.type",
          "compression.zstd.level",
          "fetch.max.bytes",
          "fetch.max.wait.ms",
          "fetch.min.bytes",
          "linger.ms",
          "max.in.flight.requests.per.connection",
          "max.partition.fetch.bytes",
          "max.poll.records",
          "poll.ms",
          // Who works where.
          "acceptable.recovery.lag",
          "num.stream.threads",
          "probing.rebalance.interval.ms",
          "rack.aware.assignment.non_overlap_cost",
          "rack.aware.assignment.strategy",
          "rack.aware.assignment.traffic_cost",
          // Files.
          "allow.os.group.write.access",
          "state.cleanup.delay.ms",
          "state.cleanup.dir.max.age.ms",
          // What is measured and logged.
          "enable.metrics.push",
          "log.summary.interval.ms",
          "metrics.num.samples",
          "metrics.recording.level",
          "metrics.sample.window.ms");

  /// What an operator may not choose, and why, in words for an operator.
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("acks", DELIVERY),
          Map.entry("allow.auto.create.topics", "our topics are created as they must be"),
          Map.entry("application.id", "it follows from the topology and EVENT_BUS_TOPIC_PREFIX"),
          Map.entry("application.server", "set ROLLBOOK_ADVERTISED_ADDRESS"),
          Map.entry("auto.commit.interval.ms", OFFSETS),
          Map.entry("auto.offset.reset", "a loss of events must be noticed, not skipped"),
          Map.entry("bootstrap.controllers", "set KAFKA_BOOTSTRAP_SERVERS"),
          Map.entry("bootstrap.resolve.timeout.ms", "a name is waited for as long as it takes"),
          Map.entry("bootstrap.servers", "set KAFKA_BOOTSTRAP_SERVERS"),
          Map.entry("buffer.memory", SIZES),
          Map.entry("built.in.metrics.version", "our metrics are made of these"),
          Map.entry("cache.max.bytes.buffering", "range queries would not see cached rows"),
          Map.entry("check.crcs", "a damaged record must be noticed"),
          Map.entry("client.id", MEMBERS),
          Map.entry("config.providers", "values come from the environment only"),
          Map.entry("default.client.supplier", OTHERS_CODE),
          Map.entry("default.deserialization.exception.handler", SKIPPING),
          Map.entry("default.dsl.store", STORES),
          Map.entry("default.interactive.query.isolation.level", STORES),
          Map.entry("default.key.serde", FORMATS),
          Map.entry("default.list.key.serde.inner", FORMATS),
          Map.entry("default.list.key.serde.type", FORMATS),
          Map.entry("default.list.value.serde.inner", FORMATS),
          Map.entry("default.list.value.serde.type", FORMATS),
          Map.entry("default.production.exception.handler", SKIPPING),
          Map.entry("default.timestamp.extractor", "a record's time is Kafka's"),
          Map.entry("default.value.serde", FORMATS),
          Map.entry("deserialization.exception.handler", SKIPPING),
          Map.entry("dsl.store.format", STORES),
          Map.entry("dsl.store.suppliers.class", STORES),
          Map.entry("enable.auto.commit", OFFSETS),
          Map.entry("enable.idempotence", "retries must not double or reorder"),
          Map.entry("enable.transactional.statestores", STORES),
          Map.entry("ensure.explicit.internal.resource.naming", "state is found by its name"),
          Map.entry("errors.dead.letter.queue.topic.name", SKIPPING),
          Map.entry("exclude.internal.topics", "set ROLLBOOK_SOURCE_TOPICS"),
          Map.entry("group.id", "it follows from the application id"),
          Map.entry("group.instance.id", "set ROLLBOOK_INSTANCE_ID"),
          Map.entry("group.protocol", ROUTING),
          Map.entry("group.remote.assignor", ROUTING),
          Map.entry("interceptor.classes", OTHERS_CODE),
          Map.entry("internal.throw.on.fetch.stable.offset.unsupported", UNUSED),
          Map.entry("isolation.level", "views read committed, ingest reads all"),
          Map.entry("key.deserializer", FORMATS),
          Map.entry("key.serializer", FORMATS),
          Map.entry("max.request.size", SIZES),
          Map.entry("max.task.idle.ms", UNUSED),
          Map.entry("max.warmup.replicas", "it follows from the number of tasks"),
          Map.entry("metric.reporters", OTHERS_CODE + "; metrics are at /prometheus"),
          Map.entry("num.standby.replicas", "set ROLLBOOK_STANDBY_REPLICAS"),
          Map.entry(
              "partition.assignment.strategy", "only partitions that move may stop in a rebalance"),
          Map.entry("partitioner.adaptive.partitioning.enable", PARTITIONER),
          Map.entry("partitioner.availability.timeout.ms", PARTITIONER),
          Map.entry("partitioner.class", PARTITIONER),
          Map.entry("partitioner.ignore.keys", PARTITIONER),
          Map.entry("partitioner.rack.aware", PARTITIONER),
          Map.entry("processing.exception.handler", SKIPPING),
          Map.entry("processing.exception.handler.global.enabled", SKIPPING),
          Map.entry("processing.guarantee", "counts are exact because views are exactly-once"),
          Map.entry("processor.wrapper.class", OTHERS_CODE),
          Map.entry("production.exception.handler", SKIPPING),
          Map.entry("rack.aware.assignment.tags", "the tags themselves cannot be given"),
          Map.entry("repartition.purge.interval.ms", UNUSED),
          Map.entry("replication.factor", "set ROLLBOOK_REPLICATION"),
          Map.entry("rocksdb.config.setter", "memory is bounded by ROLLBOOK_STATE_MEMORY"),
          Map.entry("share.acknowledgement.mode", UNUSED),
          Map.entry("share.acquire.mode", UNUSED),
          Map.entry("state.dir", "set ROLLBOOK_STATE_DIR"),
          Map.entry("statestore.cache.max.bytes", "range queries would not see cached rows"),
          Map.entry("statestore.uncommitted.max.bytes", STORES),
          Map.entry("task.assignor.class", OTHERS_CODE),
          Map.entry("topology.description.push.enabled", UNUSED),
          Map.entry("topology.optimization", "state is found by its name"),
          Map.entry("transaction.two.phase.commit.enable", DELIVERY),
          Map.entry("transactional.id", "it follows from the application id"),
          Map.entry("upgrade.from", "a release that needs it sets it itself"),
          Map.entry("value.deserializer", FORMATS),
          Map.entry("value.serializer", FORMATS),
          Map.entry("window.size.ms", UNUSED),
          Map.entry("windowed.inner.class.serde", UNUSED),
          Map.entry("windowstore.changelog.additional.retention.ms", UNUSED));

  private KafkaSettingRules() {}

  /// Why a setting of Kafka's cannot be set; empty if it can.
  static Optional<String> objectionTo(String name) {
    return ALLOWED.contains(name)
        ? Optional.empty()
        : Optional.of(REFUSED.getOrDefault(name, "nobody has checked yet what rests on it"));
  }

  /// Whether a setting is in exactly one of the two lists.
  static boolean isDecided(String name) {
    return ALLOWED.contains(name) != REFUSED.containsKey(name);
  }
}
