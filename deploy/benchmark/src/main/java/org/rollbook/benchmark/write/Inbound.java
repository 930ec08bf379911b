package org.rollbook.benchmark.write;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.write.Contender.Totals;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.TrueEnrollment;
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

  private static final String SITE = "ingest";
  private static final String RUN = "-t";

  private final int events;
  private final int runs;
  private final EventBus bus;
  private final Totals expected;

  /// Fills the topic.
  ///
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

  EventBus bus() {
    return bus;
  }

  BrokerClient client() {
    return bus.broker().client();
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

  /// The last value of each key of a derived topic.
  ///
  /// @param skipped bytes before the Avro of each value
  <V> List<V> latest(String topic, AvroForm<V> form, int skipped) {
    Map<ByteBuffer, byte[]> latest = new HashMap<>();
    client()
        .records(topic, IsolationLevel.READ_COMMITTED)
        .forEach(message -> latest.put(ByteBuffer.wrap(message.key()), message.value()));
    try {
      List<V> values = new ArrayList<>();
      for (byte[] value : latest.values()) {
        values.add(AvroBytes.fromPlain(form, Arrays.copyOfRange(value, skipped, value.length)));
      }
      return values;
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
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
    Campus campus = Campuses.busy(1, Math.max(1, events / 3));
    var deliveries =
        Stream.generate(campus::next)
            .limit(events)
            .map(next -> new Delivery(topicOf(1), next.event(), false, false));
    try (var lms = bus.lms(site(1).value(), truth)) {
      var _ = EventBus.publish(lms, deliveries);
    }
    Collection<TrueEnrollment> rows = truth.enrollments().rows();
    long active = rows.stream().filter(TrueEnrollment::active).count();
    return new Totals(rows.size(), active, rows.size(), active);
  }
}
