package org.rollbook.benchmark.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.Publication;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.registry.RegistrySettings;

/// A broker and a registry, and an LMS that publishes there, for sites told apart by their prefix.
public final class EventBus implements AutoCloseable {

  /// How many events are under way at once.
  private static final int UNDER_WAY = 20_000;

  /// As one would run it: a broker lives for weeks, and all of its code is compiled.
  private static final List<String> BROKER_JVM = List.of("-Xmx1g");

  private final BrokerProcess broker;
  private final RegistryProcess registry;

  /// Starts it.
  ///
  /// @param folder where the registry keeps its log and data
  /// @param brokerProperties that stand above the small ones of the testkit
  public EventBus(Path folder, Map<String, String> brokerProperties) {
    broker = BrokerProcess.start(brokerProperties, BROKER_JVM);
    registry =
        RegistryProcess.start(
            RegistrySettings.throwaway()
                .keepingDataIn(folder.resolve("registry"))
                .loggingTo(folder.resolve("registry.log")));
  }

  public BrokerProcess broker() {
    return broker;
  }

  public String registryUrl() {
    return registry.url();
  }

  /// How an instance of a topology at a site is started, the last of its kind to begin with.
  ///
  /// @param folder the instance's own
  public ViewSettings instance(String site, Path jar, Path folder) {
    return ViewSettings.of(
            folder.getFileName().toString(), jar, folder, broker.bootstrapServers(), registry.url())
        .with("EVENT_BUS_TOPIC_PREFIX", site)
        .with("ROLLBOOK_COMPLETE_FROM", "empty")
        .with("ROLLBOOK_CREATE_SOURCE_TOPICS", "true");
  }

  /// What publishes for a site.
  public OpenEdxProducer lms(String site) {
    return OpenEdxProducer.to(broker.bootstrapServers(), serializer(site), Clock.systemUTC());
  }

  /// What publishes for a site, and tells a truth of it.
  public OpenEdxProducer lms(String site, Truth truth) {
    return OpenEdxProducer.to(
        broker.bootstrapServers(), serializer(site), truth, Clock.systemUTC());
  }

  /// Tells a site of what happens at its campus until there are so many enrollments; returns when
  /// the broker has all of it.
  ///
  /// @return how many events it were
  public int fill(String site, Campus campus, int enrollments) {
    try (OpenEdxProducer lms = lms(site)) {
      return publish(lms, Campuses.until(enrollments, campus));
    }
  }

  /// Publishes, and returns when the broker has all of it.
  ///
  /// @return how many events it were
  public static int publish(OpenEdxProducer lms, Stream<Publication> all) {
    List<CompletableFuture<?>> underWay = new ArrayList<>(UNDER_WAY);
    int events = 0;
    for (Iterator<Publication> publications = all.iterator(); publications.hasNext(); events++) {
      underWay.add(lms.publish(publications.next()));
      if (underWay.size() == UNDER_WAY || !publications.hasNext()) {
        underWay.forEach(CompletableFuture::join);
        underWay.clear();
      }
    }
    return events;
  }

  private OpenEdxSerializer serializer(String site) {
    return new OpenEdxSerializer(
        Optional.of(site), new ConfluentSchemaIds(URI.create(registry.url())));
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
  }
}
