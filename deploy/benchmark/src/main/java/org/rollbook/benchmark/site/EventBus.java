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
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.registry.RegistrySettings;

/// A broker and a registry, and the LMSs that publish there, for sites with different prefixes.
public final class EventBus implements AutoCloseable {

  /// The most events that are sent and not yet acknowledged.
  private static final int UNDER_WAY = 20_000;

  /// As in production: a broker runs for weeks, and all of its code is compiled.
  private static final List<String> BROKER_JVM = List.of("-Xmx1g");

  private final BrokerProcess broker;
  private final RegistryProcess registry;

  /// Starts it.
  ///
  /// @param folder where the registry keeps its log and data
  /// @param brokerProperties that override the small ones of the testkit
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

  /// The settings of an instance of a topology at a site.
  ///
  /// @param folder the instance's own
  public ViewSettings instance(String site, Path jar, Path folder) {
    return ViewSettings.of(
            folder.getFileName().toString(), jar, folder, broker.bootstrapServers(), registry.url())
        .with("EVENT_BUS_TOPIC_PREFIX", site)
        .with("ROLLBOOK_COMPLETE_FROM", "empty")
        .with("ROLLBOOK_CREATE_SOURCE_TOPICS", "true");
  }

  /// A producer for a site.
  public OpenEdxProducer lms(String site) {
    return OpenEdxProducer.to(broker.bootstrapServers(), serializer(site), Clock.systemUTC());
  }

  /// A producer for a site that also records the truth.
  public OpenEdxProducer lms(String site, Truth truth) {
    return OpenEdxProducer.to(
        broker.bootstrapServers(), serializer(site), truth, Clock.systemUTC());
  }

  /// Publishes the events of a site's campus until it has this many enrollments; returns when the
  /// broker has all of them.
  ///
  /// @return how many events there were
  public int fill(String site, Campus campus, int enrollments) {
    try (OpenEdxProducer lms = lms(site)) {
      return publish(lms, Campuses.until(enrollments, campus));
    }
  }

  /// Publishes, and returns when the broker has everything.
  ///
  /// @return how many events there were
  public static int publish(OpenEdxProducer lms, Stream<Delivery> all) {
    List<CompletableFuture<?>> underWay = new ArrayList<>(UNDER_WAY);
    int events = 0;
    for (Iterator<Delivery> publications = all.iterator(); publications.hasNext(); events++) {
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
