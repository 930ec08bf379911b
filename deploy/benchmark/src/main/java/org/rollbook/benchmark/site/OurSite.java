package org.rollbook.benchmark.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.rollbook.benchmark.data.Roll;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.Publication;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerProcess;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.registry.RegistrySettings;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.sample.ViewApi;
import org.rollbook.testkit.site.Waiting;

/// The enrollments topology as one would deploy it, with a broker and a registry.
public final class OurSite implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofMinutes(3);
  private static final Duration TIME_TO_FILL = Duration.ofMinutes(30);
  private static final String PREFIX = "benchmark";

  /// How many events are under way at once.
  private static final int UNDER_WAY = 20_000;

  private final BrokerProcess broker = BrokerProcess.start(Map.of());
  private final RegistryProcess registry;
  private final List<ViewProcess> instances = new ArrayList<>();

  /// Starts it.
  ///
  /// @param jar the topology's
  /// @param folder where everything keeps logs and state
  public OurSite(Path jar, int instances, Path folder) {
    registry =
        RegistryProcess.start(
            RegistrySettings.throwaway()
                .keepingDataIn(folder.resolve("registry"))
                .loggingTo(folder.resolve("registry.log")));
    IntStream.range(0, instances)
        .mapToObj(number -> settings(jar, folder.resolve("i" + number)))
        .map(ViewProcess::start)
        .forEach(this.instances::add);
    this.instances.forEach(instance -> instance.awaitReady(TIME_TO_START));
  }

  /// Where an instance answers, without `/v1`.
  public URI root(int instance) {
    return URI.create(instances.get(instance).url());
  }

  /// What others call an instance.
  public String name(int instance) {
    return "127.0.0.1:" + instances.get(instance).settings().managementPort();
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /// A topic's full name here.
  public String topic(String name) {
    return new TopicPrefix(PREFIX).join(name);
  }

  /// Somebody who publishes here.
  public OpenEdxProducer lms() {
    var ids = new ConfluentSchemaIds(URI.create(registry.url()));
    return OpenEdxProducer.to(
        broker.bootstrapServers(),
        new OpenEdxSerializer(Optional.of(PREFIX), ids),
        Truth.remembering(Duration.ZERO),
        Clock.systemUTC());
  }

  /// Tells of all enrollments, and returns when they can be read.
  public void fill(List<Roll> rolls) {
    try (var lms = lms()) {
      rolls.forEach(roll -> publish(roll, lms));
    }
    rolls.forEach(roll -> Waiting.untilSlowly(() -> isServed(roll), TIME_TO_FILL));
  }

  @Override
  public void close() {
    instances.forEach(ViewProcess::close);
    registry.close();
    broker.close();
  }

  private static void publish(Roll roll, OpenEdxProducer lms) {
    List<CompletableFuture<?>> underWay = new ArrayList<>(UNDER_WAY);
    for (Iterator<CampusEvent> events = roll.events().iterator(); events.hasNext(); ) {
      underWay.add(lms.publish(new Publication(Roll.TOPIC, events.next(), false, false)));
      if (underWay.size() == UNDER_WAY || !events.hasNext()) {
        underWay.forEach(CompletableFuture::join);
        underWay.clear();
      }
    }
  }

  private boolean isServed(Roll roll) {
    return ViewApi.ofEnrollments(root(0)).figures(roll.course()) instanceof Answered(var counts, _)
        && counts.filter(counted -> counted.total() == roll.learners()).isPresent();
  }

  private ViewSettings settings(Path jar, Path folder) {
    return ViewSettings.of(
            folder.getFileName().toString(), jar, folder, broker.bootstrapServers(), registry.url())
        .with("EVENT_BUS_TOPIC_PREFIX", PREFIX)
        .with("ROLLBOOK_COMPLETE_FROM", "empty")
        .with("ROLLBOOK_CREATE_SOURCE_TOPICS", "true")
        .withJvmArguments("-Xmx1g");
  }
}
