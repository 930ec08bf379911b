package org.rollbook.benchmark.ingest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.Publication;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.kafka.BrokerProcess;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.registry.RegistrySettings;

/// A broker with one topic full of a campus's enrollment events, in order and each once, and the
/// registry that has their schemas. All sides read that topic, in turns.
///
/// A site's prefix begins the names of its inbound topics and of all that is Rollbook's. So that
/// one topic can be read under a new prefix in each turn, its name is long: `ingest-t-t-t-...` is
/// the topic `t-t-...` of the site `ingest-t`, and `t-...` of the site `ingest-t-t`.
final class Inbound implements AutoCloseable {

  static final int PARTITIONS = 6;

  private static final long SEED = 1;
  private static final int COURSES = 5_000;
  private static final String SITE = "ingest";
  private static final String TURN = "-t";

  /// How many events are under way at once.
  private static final int UNDER_WAY = 20_000;

  private final int events;
  private final int turns;
  private final BrokerProcess broker = BrokerProcess.start(Map.of());
  private final RegistryProcess registry;
  private final Totals expected;

  /// Fills the topic.
  ///
  /// @param events how many
  /// @param turns how often it can be read under a new prefix
  Inbound(int events, int turns, Path folder) {
    this.events = events;
    this.turns = turns;
    registry =
        RegistryProcess.start(
            RegistrySettings.throwaway()
                .keepingDataIn(folder.resolve("registry"))
                .loggingTo(folder.resolve("registry.log")));
    broker.client().createTopic(topic(), PARTITIONS);
    expected = published();
  }

  int events() {
    return events;
  }

  /// What every side must have in the end.
  Totals expected() {
    return expected;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  BrokerClient client() {
    return broker.client();
  }

  String registryUrl() {
    return registry.url();
  }

  /// The full name.
  String topic() {
    return site(1).join(topicOf(1));
  }

  /// The site's prefix in a turn, the first of which is 1.
  TopicPrefix site(int turn) {
    return new TopicPrefix(SITE + TURN.repeat(turn));
  }

  /// What the topic is called at the site of that turn, without its prefix.
  String topicOf(int turn) {
    return (TURN.repeat(turns - turn) + TURN).substring(1);
  }

  /// Deletes every topic but the inbound one.
  void tidyUp() {
    List<String> others =
        broker.client().topics().stream().filter(topic -> !topic.equals(topic())).toList();
    BrokerClient.result(broker.client().admin().deleteTopics(others).all());
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
  }

  private Totals published() {
    var truth = Truth.remembering(Duration.ZERO);
    var clock = Clock.systemUTC();
    var campus =
        Campus.running(
            CampusSettings.of(SEED, Math.max(1, events / 3), COURSES).withDisorder(Disorder.NONE),
            clock);
    var ids = new ConfluentSchemaIds(URI.create(registry.url()));
    try (var lms =
        OpenEdxProducer.to(
            bootstrapServers(),
            new OpenEdxSerializer(Optional.of(site(1).value()), ids),
            truth,
            clock)) {
      List<CompletableFuture<?>> underWay = new ArrayList<>(UNDER_WAY);
      for (int event = 1; event <= events; event++) {
        underWay.add(lms.publish(new Publication(topicOf(1), campus.next().event(), false, false)));
        if (underWay.size() == UNDER_WAY || event == events) {
          underWay.forEach(CompletableFuture::join);
          underWay.clear();
        }
      }
    }
    return Totals.of(Collections.unmodifiableList(truth.enrollments().rows()));
  }
}
