package org.rollbook.runtime.topics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.topics.ManagedTopic.Partitioning;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.kafka.EmbeddedKafka;
import org.rollbook.testkit.kafka.SharedKafka;

class TopicProvisioningIT {

  private final EmbeddedKafka kafka = SharedKafka.broker();
  private final String prefix = SharedKafka.uniquePrefix();

  private final ManagedTopic journal =
      new ManagedTopic(
          prefix + "-journal",
          3,
          Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", "3600000"));

  private TopicProvisioning provisioning;

  @BeforeEach
  void reachTheBroker() {
    provisioning = new TopicProvisioning(client(kafka.bootstrapServers()), Optional.empty());
  }

  @Test
  void shouldCreateWhatIsMissingAndLeaveItAloneAfterwards() throws Exception {
    provisioning.provide(List.of(journal));
    provisioning.provide(List.of(journal));

    assertThat(settingOf(journal.name(), "cleanup.policy")).isEqualTo("compact");
    assertThat(provisioning.waitingFor()).isEmpty();
  }

  @Test
  void shouldNameATopicThatHasAnotherNumberOfPartitions() {
    kafka.client().createTopic(journal.name(), 2, journal.settings());

    assertThatThrownBy(() -> provisioning.provide(List.of(journal)))
        .isInstanceOf(WrongTopic.class)
        .hasMessageContaining(journal.name())
        .hasMessageContaining("has 2 partitions");
  }

  @Test
  void shouldTakeAnExistingSourceTopicAsItIs() throws Exception {
    kafka.client().createTopic(prefix + "-source", 2);

    provisioning.provide(
        List.of(new ManagedTopic(prefix + "-source", 6, Partitioning.ANY, Map.of())));

    assertThat(kafka.client().records(prefix + "-source")).isEmpty();
  }

  @Test
  void shouldNameATopicThatCannotBeCreated() {
    var greedy = new TopicProvisioning(client(kafka.bootstrapServers()), Optional.of((short) 7));

    assertThatThrownBy(() -> greedy.provide(List.of(journal)))
        .isInstanceOf(WrongTopic.class)
        .hasMessageContaining(journal.name() + ": cannot be created")
        .hasMessageContaining("replication factor");
  }

  @Test
  void shouldWaitForTheBrokerAndReportIt() {
    try (var other = EmbeddedKafka.start()) {
      other.stop();
      var early = new TopicProvisioning(client(other.bootstrapServers()), Optional.empty());

      CompletableFuture<Void> provided = CompletableFuture.runAsync(() -> provide(early));
      await().until(() -> early.waitingFor().equals(Optional.of("the broker")));
      other.startAgain();

      assertThat(provided).succeedsWithin(TimeLimit.AMPLE);
    }
  }

  @Test
  void shouldWaitForAHostNameThatDoesNotResolveYet() {
    var early = new TopicProvisioning(client("no-such-host.invalid:9092"), Optional.empty());

    var thread = Thread.ofVirtual().start(() -> provide(early));

    await().until(() -> early.waitingFor().equals(Optional.of("the broker")));
    thread.interrupt();
  }

  @Test
  void shouldMakeRoomForTheLargestDeadLetter() throws Exception {
    kafka.client().createTopic(prefix + "-dead", 1);
    kafka.client().createTopic(prefix + "-large", 1, Map.of("max.message.bytes", "3000000"));
    var size =
        new DeadLetterSize(
            kafka.client().admin(),
            prefix + "-dead",
            List.of(prefix + "-large", prefix + "-absent"));

    assertThat(size.isRaised()).isTrue();
    assertThat(settingOf(prefix + "-dead", "max.message.bytes")).isEqualTo("3065536");
    assertThat(size.isRaised()).isFalse();
  }

  private void provide(TopicProvisioning provisioning) {
    try {
      provisioning.provide(List.of(journal));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private String settingOf(String topic, String name) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var settings = kafka.client().admin().describeConfigs(List.of(resource)).values();
    return requireNonNull(settings.get(resource)).get().get(name).value();
  }

  private static Map<String, Object> client(String bootstrapServers) {
    return Map.of(
        "bootstrap.servers", bootstrapServers, "bootstrap.resolve.timeout.ms", Long.MAX_VALUE);
  }
}
