package org.rollbook.runtime.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the topics that are missing at start and checks the others; waits for the broker as long
/// as it takes.
///
/// [#provide] is called once, by one thread; [#waitingFor] may be called by others meanwhile.
public final class TopicProvisioning {

  private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioning.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// How long one request may take before we report that we wait.
  private static final int PATIENCE_MS = 5_000;

  private final Map<String, Object> client;
  private final Optional<Short> replication;
  private volatile Optional<String> waitingFor = Optional.empty();
  private String cluster = "";

  /// @param client how to reach the broker: settings of an admin client
  /// @param replication of topics that we create; empty = the broker's default
  public TopicProvisioning(Map<String, Object> client, Optional<Short> replication) {
    this.client = new HashMap<>(client);
    this.client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    this.client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    this.replication = replication;
  }

  /// What this is waiting for, in words for an operator; empty when it is not.
  public Optional<String> waitingFor() {
    return waitingFor;
  }

  /// Returns when every topic exists, is as it must be, and takes records.
  ///
  /// @return the id of the cluster that has them
  /// @throws WrongTopic naming a topic that is not as it must be, or cannot be created
  /// @throws AuthenticationException if the broker refuses our credentials
  public String provide(List<ManagedTopic> topics) throws InterruptedException {
    try (Admin admin = admin()) {
      while (!isProvided(admin, topics)) {
        Thread.sleep(PAUSE);
      }
    }
    waitingFor = Optional.empty();
    return cluster;
  }

  /// Deletes topics and creates them anew, empty, as [#provide].
  public void replace(List<ManagedTopic> topics) throws InterruptedException {
    try (Admin admin = admin()) {
      var deleted = admin.deleteTopics(topics.stream().map(ManagedTopic::name).toList());
      for (var answer : deleted.topicNameValues().entrySet()) {
        try {
          AdminResults.of(answer.getValue());
          LOG.atInfo().addKeyValue("topic", answer.getKey()).log("Deleted topic");
        } catch (UnknownTopicOrPartitionException absent) {
          LOG.atDebug().addKeyValue("topic", answer.getKey()).log("Topic was gone already");
        } catch (ApiException refused) {
          throw refusalOf(answer.getKey(), "cannot be deleted: ", refused);
        }
      }
    }
    provide(topics);
  }

  /// A client that times out soon enough to report that it waits.
  public Admin admin() {
    return Admin.create(client);
  }

  /// Whether every topic is provided; every step may be repeated.
  private boolean isProvided(Admin admin, List<ManagedTopic> topics) throws InterruptedException {
    try {
      create(admin, absentOf(admin, topics));
      Map<String, TopicDescription> present = describe(admin, topics);
      if (present.size() < topics.size()) {
        waitFor("the topics just created", new IllegalStateException("not listed yet"));
        return false;
      }
      var settings = new CurrentTopicSettings(admin).of(present.keySet());
      for (ManagedTopic topic : topics) {
        int partitions = partitionsOf(topic, present).size();
        TopicCheck.check(topic, partitions, settings.getOrDefault(topic.name(), Map.of()));
      }
      awaitLeaders(admin, topics, present);
      cluster = AdminResults.of(admin.describeCluster().clusterId());
      return true;
    } catch (RetriableException notNow) {
      waitFor("the broker", notNow);
      return false;
    }
  }

  private static List<ManagedTopic> absentOf(Admin admin, List<ManagedTopic> topics)
      throws InterruptedException {
    Set<String> present = describe(admin, topics).keySet();
    return topics.stream().filter(topic -> !present.contains(topic.name())).toList();
  }

  private void create(Admin admin, List<ManagedTopic> topics) throws InterruptedException {
    var created = admin.createTopics(topics.stream().map(this::newTopic).toList()).values();
    for (ManagedTopic topic : topics) {
      try {
        AdminResults.of(created.get(topic.name()));
        LOG.atInfo()
            .addKeyValue("topic", topic.name())
            .addKeyValue("partitions", topic.partitions())
            .log("Created topic");
      } catch (TopicExistsException anotherInstanceWasFaster) {
        LOG.atDebug().addKeyValue("topic", topic.name()).log("Topic was there already");
      } catch (ApiException refused) {
        throw refusalOf(topic.name(), "cannot be created: ", refused);
      }
    }
  }

  private NewTopic newTopic(ManagedTopic topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), replication)
        .configs(topic.settings());
  }

  private static Map<String, TopicDescription> describe(Admin admin, List<ManagedTopic> topics)
      throws InterruptedException {
    var names = topics.stream().map(ManagedTopic::name).toList();
    var present = new HashMap<String, TopicDescription>();
    for (var answer : admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        present.put(answer.getKey(), AdminResults.of(answer.getValue()));
      } catch (UnknownTopicOrPartitionException absent) {
        // An absent topic has no entry in the result.
      } catch (ApiException refused) {
        throw refusalOf(answer.getKey(), "cannot be described: ", refused);
      }
    }
    return present;
  }

  /// A leader that answers for a partition has it, and will not lose the first batch that an
  /// idempotent producer sends (KAFKA-15591); metadata that names a leader does not prove that.
  private static void awaitLeaders(
      Admin admin, List<ManagedTopic> topics, Map<String, TopicDescription> present)
      throws InterruptedException {
    var ends =
        topics.stream()
            .flatMap(topic -> partitionsOf(topic, present).stream())
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    AdminResults.of(admin.listOffsets(ends).all());
  }

  private static List<TopicPartition> partitionsOf(
      ManagedTopic topic, Map<String, TopicDescription> present) {
    TopicDescription description = present.get(topic.name());
    return description == null
        ? List.of()
        : description.partitions().stream()
            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
            .toList();
  }

  private static RuntimeException refusalOf(String topic, String problem, ApiException refused) {
    boolean aboutTheTopic =
        !(refused instanceof RetriableException || refused instanceof AuthenticationException);
    return aboutTheTopic ? new WrongTopic(topic, problem + refused.getMessage()) : refused;
  }

  /// Logs what it waits for once, and again only when that changes.
  private void waitFor(String what, Throwable why) {
    if (!waitingFor.equals(Optional.of(what))) {
      LOG.atInfo()
          .addKeyValue("bootstrap.servers", client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG))
          .addKeyValue("why", why.getMessage())
          .log("Waiting for {}", what);
    }
    waitingFor = Optional.of(what);
  }
}
