package org.rollbook.benchmark.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerProcess;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JavaCommand;
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

  public Offsets offsets() {
    return new Offsets(broker.client().admin());
  }

  /// The settings of an instance of a topology, with some more variables.
  public ViewSettings instance(
      String site, Path jar, Path folder, List<String> jvm, Map<String, String> more) {
    String name = folder.getFileName().toString();
    ViewSettings settings =
        ViewSettings.of(name, jar, folder, broker.bootstrapServers(), registry.url())
            .with("EVENT_BUS_TOPIC_PREFIX", site)
            .with("ROLLBOOK_COMPLETE_FROM", "empty")
            .with("ROLLBOOK_CREATE_SOURCE_TOPICS", "true")
            .withJvmArguments(jvm);
    for (var variable : more.entrySet()) {
      settings = settings.with(variable.getKey(), variable.getValue());
    }
    return settings;
  }

  /// Starts a program of this module; its first arguments are the broker and the registry.
  ///
  /// @param more of its arguments
  public ChildProcess start(Class<?> main, List<String> jvm, Path folder, List<String> more) {
    return start(main, jvm, Map.of(), folder, more);
  }

  /// The same with an environment.
  public ChildProcess start(
      Class<?> main,
      List<String> jvm,
      Map<String, String> environment,
      Path folder,
      List<String> more) {
    var arguments =
        Stream.concat(Stream.of(broker.bootstrapServers(), registry.url()), more.stream()).toList();
    return ChildProcess.start(JavaCommand.ofMain(main, jvm, environment, folder, arguments));
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

  private OpenEdxSerializer serializer(String site) {
    var ids = new ConfluentSchemaIds(URI.create(registry.url()));
    return new OpenEdxSerializer(Optional.of(site), ids);
  }

  /// Publishes the events of a site's campus until it has this many enrollments; returns how many
  /// events there were, when the broker has all of them.
  public int fill(String site, Campus campus, int enrollments) {
    try (OpenEdxProducer lms = lms(site)) {
      return publish(lms, Campuses.until(enrollments, campus));
    }
  }

  /// Publishes events; returns how many there were, when the broker has all of them.
  public static int publish(OpenEdxProducer lms, Stream<Delivery> all) {
    return all.gather(Gatherers.windowFixed(UNDER_WAY))
        .mapToInt(some -> lms.publishAll(some).size())
        .sum();
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
  }
}
