package org.rollbook.testkit.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.kafka.SharedKafka;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// An instance of a topology, from the jar that its module has just packaged, at a site of its own
/// on the shared broker. The working folder is the module's, as it is in its tests.
public final class Site implements AutoCloseable {

  /// A site that began with Rollbook listening, as `mvn -Plocal` has it.
  private static final Map<String, String> NEW_SITE =
      Map.of("ROLLBOOK_COMPLETE_FROM", "empty", "ROLLBOOK_CREATE_SOURCE_TOPICS", "true");

  private final String site;
  private final RegistryProcess registry;
  private final ViewProcess view;
  private final Web web;
  private final Web management;

  private Site(String topology, RegistryProcess registry, Path folder, Map<String, String> more) {
    this.registry = registry;
    site = SharedKafka.uniquePrefix();
    ViewSettings settings =
        ViewSettings.of(
                topology,
                Path.of("../%1$s/target/rollbook-%1$s.jar".formatted(topology)),
                folder,
                SharedKafka.broker().bootstrapServers(),
                registry.url())
            .with("EVENT_BUS_TOPIC_PREFIX", site)
            // Six times the partitions would be six times the work, and show no more.
            .with("ROLLBOOK_PARTITIONS", "3")
            .withJvmArguments("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    for (var variable : NEW_SITE.entrySet()) {
      settings = settings.with(variable.getKey(), variable.getValue());
    }
    for (var variable : more.entrySet()) {
      settings = settings.with(variable.getKey(), variable.getValue());
    }
    view = ViewProcess.start(settings);
    web = new Web(settings.port());
    management = new Web(settings.managementPort());
  }

  /// Starts an instance of a new site; it is not ready yet.
  ///
  /// @param topology its name, such as `enrollments`
  /// @param folder where it keeps state and log
  public static Site start(String topology, Path folder) {
    return start(topology, SharedRegistry.process(), folder, Map.of());
  }

  /// Starts one with a registry of its own, and some settings otherwise.
  public static Site start(
      String topology, RegistryProcess registry, Path folder, Map<String, String> more) {
    return new Site(topology, registry, folder, more);
  }

  /// The instance.
  public ViewProcess view() {
    return view;
  }

  /// What clients ask.
  public Web web() {
    return web;
  }

  /// What clients get.
  public Reply get(String path, String... headers) {
    return web.get(path, headers);
  }

  /// What operators ask.
  public Reply manage(String path) {
    return management.get(path);
  }

  /// The broker, for those who look behind the scenes.
  public BrokerClient broker() {
    return SharedKafka.broker().client();
  }

  /// What begins the names of its topics.
  public TopicPrefix prefix() {
    return new TopicPrefix(site);
  }

  /// A topic's name at this site.
  public String topic(String name) {
    return site + "-" + name;
  }

  /// Every topic of this site.
  public Set<String> topics() {
    try {
      return broker().admin().listTopics().names().get().stream()
          .filter(name -> name.startsWith(site))
          .collect(Collectors.toSet());
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a subscriber reads of a topic of this site.
  public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return broker().records(topic(topic), IsolationLevel.READ_COMMITTED);
  }

  /// What was rejected.
  public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return broker().records(topic(DeadLetters.NAME));
  }

  /// The LMS of this site.
  public OpenEdxProducer lms(Truth truth) {
    var ids = new ConfluentSchemaIds(URI.create(registry.url()));
    return OpenEdxProducer.to(
        SharedKafka.broker().bootstrapServers(),
        new OpenEdxSerializer(Optional.of(site), ids),
        truth,
        Clock.systemUTC());
  }

  @Override
  public void close() {
    view.close();
    web.close();
    management.close();
  }
}
