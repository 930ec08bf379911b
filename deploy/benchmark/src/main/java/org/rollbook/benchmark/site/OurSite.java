package org.rollbook.benchmark.site;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rollbook.benchmark.site.InstanceHealth.State;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.site.Waiting;

/// The enrollments topology as one would deploy it, with a broker and a registry.
public final class OurSite implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofMinutes(3);
  private static final Duration TIME_TO_FILL = Duration.ofMinutes(30);
  private static final String PREFIX = "benchmark";

  private final EventBus bus;
  private final List<ViewProcess> instances = new ArrayList<>();

  /// Starts it.
  ///
  /// @param jar the topology's
  /// @param folder where everything keeps logs and state
  public OurSite(Path jar, int instances, Path folder) {
    bus = new EventBus(folder, Map.of());
    IntStream.range(0, instances)
        .mapToObj(
            number ->
                bus.instance(PREFIX, jar, folder.resolve("i" + number))
                    .withJvmArguments(JvmArguments.AT_WORK))
        .map(ViewProcess::start)
        .forEach(this.instances::add);
    this.instances.forEach(instance -> instance.awaitReady(TIME_TO_START));
  }

  /// The address of an instance, without `/v1`.
  public URI root(int instance) {
    return URI.create(instances.get(instance).url());
  }

  /// The name by which other instances know an instance.
  public String name(int instance) {
    return "127.0.0.1:" + instances.get(instance).settings().managementPort();
  }

  /// The process id of an instance.
  public long pid(int instance) {
    return instances.get(instance).process().pid();
  }

  public String bootstrapServers() {
    return bus.broker().bootstrapServers();
  }

  /// A topic's full name at this site.
  public String topic(String name) {
    return new TopicPrefix(PREFIX).join(name);
  }

  /// A producer for this site.
  public OpenEdxProducer lms() {
    return bus.lms(PREFIX);
  }

  /// Publishes the events of a campus until there are this many enrollments, and returns when all
  /// of them can be read.
  public void fill(Campus campus, int enrollments) {
    var _ = bus.fill(PREFIX, campus, enrollments);
    Instant published = Clock.systemUTC().instant();
    try (var http = HttpClient.newHttpClient()) {
      Waiting.untilSlowly(() -> haveReceived(published, http), TIME_TO_FILL);
    }
  }

  @Override
  public void close() {
    instances.forEach(ViewProcess::close);
    bus.close();
  }

  private boolean haveReceived(Instant before, HttpClient http) {
    return InstanceHealth.ofAll(instances, http)
        .filter(health -> health.stream().allMatch(one -> one.hasReceived(before)))
        .filter(health -> InstanceHealth.isEachIn(State.READY, health))
        .isPresent();
  }
}
