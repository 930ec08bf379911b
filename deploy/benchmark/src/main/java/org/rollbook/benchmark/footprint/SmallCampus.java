package org.rollbook.benchmark.footprint;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.grades.GradeContract;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.kafka.BrokerClient;

/// The campus of a small site, which publishes enrollments and grades. One thread.
final class SmallCampus implements AutoCloseable {

  /// The site's prefix.
  static final String SITE = "small";

  /// The topics that it publishes to.
  static final List<String> TOPICS =
      Stream.concat(
              EnrollmentContract.TOPOLOGY.sources().stream(),
              GradeContract.TOPOLOGY.sources().stream())
          .map(new TopicPrefix(SITE)::join)
          .toList();

  private static final int LEARNERS = 30_000;
  private static final int COURSES = 100;

  private final Clock clock = Clock.systemUTC();
  private final BrokerClient broker;
  private final OpenEdxProducer lms;
  private final Campus campus =
      Campus.running(
          CampusSettings.of(1, LEARNERS, COURSES).emitting(RowKind.ENROLLMENTS, RowKind.GRADES),
          clock);

  /// Creates its topics, of one partition each.
  SmallCampus(EventBus bus) {
    broker = bus.broker().client();
    lms = bus.lms(SITE);
    TOPICS.forEach(topic -> broker.createTopic(topic, 1));
  }

  /// Publishes everything at once until there are this many enrollments.
  void fill(int enrollments) {
    var _ = EventBus.publish(lms, Campuses.until(enrollments, campus));
  }

  /// From now on, publishes some events each second.
  CampusRun run(double eventsPerSecond) {
    var run = new CampusRun(campus, lms, eventsPerSecond, clock);
    run.start();
    return run;
  }

  /// How many partitions there are, not counting Kafka's own.
  int partitions() {
    Set<String> topics = new HashSet<>(broker.topics());
    topics.removeIf(topic -> topic.startsWith("__"));
    return BrokerClient.result(broker.admin().describeTopics(topics).allTopicNames())
        .values()
        .stream()
        .mapToInt(topic -> topic.partitions().size())
        .sum();
  }

  @Override
  public void close() {
    lms.close();
  }
}
