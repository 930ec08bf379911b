package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerClient;

/// A broker with one topic full of a campus's enrollment events, in order and each once, and the
/// registry that has their schemas. All contenders read that topic, one after the other.
///
/// A site's prefix begins the names of its inbound topics and of all topics of Rollbook. So that
/// each run can read the same topic under a new prefix, its name is long: `ingest-t-t-t-...` is the
/// topic `t-t-...` of the site `ingest-t`, and `t-...` of the site `ingest-t-t`.
final class Inbound implements AutoCloseable {

  static final int PARTITIONS = 6;

  private static final long SEED = 1;
  private static final int COURSES = 5_000;
  private static final String SITE = "ingest";
  private static final String RUN = "-t";

  private final int events;
  private final int runs;
  private final EventBus bus;
  private final Totals expected;

  /// Fills the topic.
  ///
  /// @param events how many
  /// @param runs how often it can be read under a new prefix
  Inbound(int events, int runs, Path folder) {
    this.events = events;
    this.runs = runs;
    bus = new EventBus(folder, Map.of());
    client().createTopic(topic(), PARTITIONS);
    expected = published();
  }

  int events() {
    return events;
  }

  /// What every contender must have in the end.
  Totals expected() {
    return expected;
  }

  String bootstrapServers() {
    return bus.broker().bootstrapServers();
  }

  BrokerClient client() {
    return bus.broker().client();
  }

  String registryUrl() {
    return bus.registryUrl();
  }

  /// The full name.
  String topic() {
    return site(1).join(topicOf(1));
  }

  /// The site's prefix in a run; the first run is 1.
  TopicPrefix site(int run) {
    return new TopicPrefix(SITE + RUN.repeat(run));
  }

  /// The topic's name at the site of that run, without the prefix.
  String topicOf(int run) {
    return (RUN.repeat(runs - run) + RUN).substring(1);
  }

  /// Deletes every topic except the inbound one.
  void tidyUp() {
    List<String> others =
        client().topics().stream().filter(topic -> !topic.equals(topic())).toList();
    BrokerClient.result(client().admin().deleteTopics(others).all());
  }

  @Override
  public void close() {
    bus.close();
  }

  private Totals published() {
    var truth = Truth.remembering(Duration.ZERO);
    var campus =
        Campus.running(
            CampusSettings.of(SEED, Math.max(1, events / 3), COURSES).withDisorder(Disorder.NONE),
            Clock.systemUTC());
    try (var lms = bus.lms(site(1).value(), truth)) {
      var _ =
          EventBus.publish(
              lms,
              Stream.generate(campus::next)
                  .limit(events)
                  .map(next -> new Delivery(topicOf(1), next.event(), false, false)));
    }
    return Totals.of(Collections.unmodifiableList(truth.enrollments().rows()));
  }
}
