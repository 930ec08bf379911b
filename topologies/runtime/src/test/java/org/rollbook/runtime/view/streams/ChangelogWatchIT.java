package org.rollbook.runtime.view.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.topics.ManagedTopic;
import org.rollbook.runtime.topics.TopicProvisioning;
import org.rollbook.runtime.view.OpenReplicas;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.kafka.SharedKafka;

/// What follows when a stream thread dies.
class ChangelogWatchIT {

  private static final String STORE = "rows";
  private static final String FAILURE = "the test asked for it";
  private static final int PARTITIONS = 1;

  @TempDir private Path folder;
  private final String site = SharedKafka.uniquePrefix();
  private final String journal = site + "-journal";
  private final BrokerClient broker = SharedKafka.broker().client();
  private final AtomicReference<@Nullable Runnable> beforeFailing = new AtomicReference<>();
  private final AtomicInteger merged = new AtomicInteger();
  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
  private StreamsLifecycle streams;
  private ManagedTopic changelog;
  private Thread watch;

  /// Puts every record into the store, and fails instead when the test asks for it, once.
  private final class Puts extends ContextualProcessor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> each) {
      Runnable before = beforeFailing.getAndSet(null);
      if (before != null) {
        before.run();
        throw new IllegalStateException(FAILURE);
      }
      KeyValueStore<byte[], byte[]> rows = context().getStateStore(STORE);
      rows.put(each.key(), each.value());
      merged.incrementAndGet();
    }
  }

  @BeforeEach
  void startTheViews() {
    Settings settings =
        Settings.from(
            Map.of(
                "EVENT_BUS_TOPIC_PREFIX",
                site,
                "KAFKA_BOOTSTRAP_SERVERS",
                SharedKafka.broker().bootstrapServers(),
                "ROLLBOOK_STATE_DIR",
                folder.toString()),
            "views",
            1,
            8100,
            List.of(),
            "here");
    broker.createTopic(journal, PARTITIONS);
    changelog =
        new ManagedTopic(
            settings.applicationId() + "-" + STORE + "-changelog",
            PARTITIONS,
            Map.of("cleanup.policy", "compact"));
    broker.createTopic(changelog.name(), PARTITIONS, changelog.settings());
    Properties properties = StreamsSettings.of(settings, PARTITIONS, PARTITIONS);
    streams =
        new StreamsLifecycle(
            this::topology, properties, new RestoreProgress(Clock.systemUTC()), _ -> false);
    streams.death().thenAccept(ended::complete);
    var changelogs =
        new ChangelogWatch(
            List.of(new ViewChangelogs("view", journal, List.of(changelog))),
            settings.applicationId(),
            new TopicProvisioning(
                Map.of("bootstrap.servers", settings.bootstrapServers()), Optional.empty()),
            new LocalChangelogs(folder.resolve("changelogs")),
            streams,
            new OpenReplicas(Clock.systemUTC()));
    watch = Thread.ofPlatform().start(() -> run(changelogs));
    publish();
    await().until(() -> merged.get() == 1);
  }

  @AfterEach
  void stopTheViews() throws InterruptedException {
    watch.interrupt();
    watch.join();
    streams.close();
  }

  @Test
  void shouldEndWhenAThreadDiesOfAnythingElse() {
    beforeFailing.set(() -> {});
    publish();

    assertThat(ended).succeedsWithin(TimeLimit.AMPLE).matches(ChangelogWatchIT::isOurs);
  }

  @Test
  void shouldRebuildAndGoOnWhenAThreadDiesBecauseAChangelogWasDeleted() {
    beforeFailing.set(
        () -> BrokerClient.result(broker.admin().deleteTopics(List.of(changelog.name())).all()));
    publish();

    await().until(() -> merged.get() >= 3);
    assertThat(beforeFailing).hasNullValue();
    assertThat(ended).isNotDone();
  }

  private static boolean isOurs(Throwable cause) {
    return cause instanceof StreamsException
        && cause.getCause() instanceof IllegalStateException ours
        && FAILURE.equals(ours.getMessage());
  }

  private Topology topology() {
    var rows =
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray());
    return new Topology()
        .addSource(
            "journal",
            Serdes.ByteArray().deserializer(),
            Serdes.ByteArray().deserializer(),
            journal)
        .addProcessor("puts", Puts::new, "journal")
        .addStateStore(rows, "puts");
  }

  private void run(ChangelogWatch changelogs) {
    try {
      changelogs.run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      ended.complete(broken);
    }
  }

  private void publish() {
    broker.send(new ProducerRecord<>(journal, "key".getBytes(UTF_8), "value".getBytes(UTF_8)));
  }
}
