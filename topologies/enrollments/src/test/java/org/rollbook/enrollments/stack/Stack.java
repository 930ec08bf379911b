package org.rollbook.enrollments.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
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
import org.rollbook.testkit.sample.EnrollmentsApi;
import org.rollbook.testkit.sample.EnrollmentsUrls;
import org.rollbook.testkit.sample.Question;
import org.rollbook.testkit.sample.Sampler;
import org.rollbook.testkit.site.Witness;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// An instance of the topology at a site of its own, on the shared broker.
final class Stack implements AutoCloseable {

  static final String ENROLLMENT_TOPIC = "learning-course-enrollment-lifecycle";
  static final String UNENROLLMENT_TOPIC = "course-unenrollment-lifecycle";

  /// Six would be twice the work, and show no more.
  static final int PARTITIONS = 3;

  /// A site that began with Rollbook listening, as `mvn -Plocal` has it.
  private static final Map<String, String> NEW_SITE =
      Map.of("ROLLBOOK_COMPLETE_FROM", "empty", "ROLLBOOK_CREATE_SOURCE_TOPICS", "true");

  private final String site;
  private final Map<String, String> more;
  private final RegistryProcess registry;
  private final ViewProcess view;
  private final Web web;
  private final Web management;
  private final EnrollmentsApi api;

  private Stack(RegistryProcess registry, String site, Path folder, Map<String, String> more) {
    this.registry = registry;
    this.site = site;
    this.more = Map.copyOf(more);
    ViewSettings settings =
        ViewSettings.of(
                "enrollments",
                Path.of("target/rollbook-enrollments.jar"),
                folder,
                SharedKafka.broker().bootstrapServers(),
                registry.url())
            .with("EVENT_BUS_TOPIC_PREFIX", site)
            .with("ROLLBOOK_PARTITIONS", Integer.toString(PARTITIONS))
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
    api = new EnrollmentsApi(new EnrollmentsUrls(URI.create(view.url())));
  }

  /// Starts an instance of a new site; it is not ready yet.
  ///
  /// @param folder where it keeps state and log
  static Stack start(Path folder) {
    return start(SharedRegistry.process(), folder, Map.of());
  }

  /// Starts one with a registry of its own, and some settings otherwise.
  static Stack start(RegistryProcess registry, Path folder, Map<String, String> more) {
    return new Stack(registry, SharedKafka.uniquePrefix(), folder, more);
  }

  /// Starts another instance of the same site, with the same settings.
  Stack startAnother(Path otherFolder) {
    return new Stack(registry, site, otherFolder, more);
  }

  /// Starts one with some settings otherwise.
  Stack startAnother(Path otherFolder, Map<String, String> otherwise) {
    var both = new HashMap<>(more);
    both.putAll(otherwise);
    return new Stack(registry, site, otherFolder, both);
  }

  /// What others call this instance.
  String name() {
    return "127.0.0.1:" + view.settings().managementPort();
  }

  ViewProcess view() {
    return view;
  }

  /// The enrollments as a client that knows the truth asks for them.
  EnrollmentsApi api() {
    return api;
  }

  /// What clients ask.
  Web web() {
    return web;
  }

  Reply get(String path, String... headers) {
    return web.get(path, headers);
  }

  /// What operators ask.
  Reply manage(String path) {
    return management.get(path);
  }

  BrokerClient broker() {
    return SharedKafka.broker().client();
  }

  TopicPrefix prefix() {
    return new TopicPrefix(site);
  }

  /// A topic's name at this site.
  String topic(String name) {
    return site + "-" + name;
  }

  /// Every topic of this site.
  Set<String> topics() {
    try {
      return broker().admin().listTopics().names().get().stream()
          .filter(name -> name.startsWith(site))
          .collect(Collectors.toSet());
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return broker().records(topic(topic), IsolationLevel.READ_COMMITTED);
  }

  List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return broker().records(topic(DeadLetters.NAME));
  }

  /// The LMS of this site.
  OpenEdxProducer lms(Truth truth) {
    var ids = new ConfluentSchemaIds(URI.create(registry.url()));
    return OpenEdxProducer.to(
        SharedKafka.broker().bootstrapServers(),
        new OpenEdxSerializer(Optional.of(site), ids),
        truth,
        Clock.systemUTC());
  }

  /// Asks about enrollments on and on, and holds the answers against the truth.
  Witness witness(Truth truth) {
    var sampler = new Sampler(api, truth, counts -> {});
    var chance = RandomGenerator.of("L64X128MixRandom");
    return new Witness(() -> sampler.ask(Question.drawn(truth, chance)));
  }

  @Override
  public void close() {
    view.close();
    web.close();
    management.close();
  }
}
