package org.rollbook.testkit.site;

import static java.util.Collections.frequency;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.GradeDistribution;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.kafka.SharedKafka;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.sample.ViewApi;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// An instance of a topology, from the jar that its module has just packaged, at a site of its own
/// on the shared broker. The working folder is the module's, as it is in its tests.
public final class Site implements AutoCloseable {

  /// A site that began with Rollbook listening, as `mvn -Plocal` has it.
  private static final Map<String, String> NEW_SITE =
      Map.of("ROLLBOOK_COMPLETE_FROM", "empty", "ROLLBOOK_CREATE_SOURCE_TOPICS", "true");

  /// Of each of its topics. Six would be twice the work, and show no more.
  public static final int PARTITIONS = 3;

  private final String topology;
  private final RegistryProcess registry;
  private final String site;
  private final Map<String, String> more;
  private final List<String> jvmArguments;
  private final ViewProcess view;
  private final Web web;
  private final Web management;
  private final ViewApi<TrueEnrollment, CourseCounts> enrollments;
  private final ViewApi<TrueGrade, GradeDistribution> grades;

  private Site(
      String topology,
      RegistryProcess registry,
      String site,
      Path folder,
      Map<String, String> more,
      List<String> jvmArguments) {
    this.topology = topology;
    this.registry = registry;
    this.site = site;
    this.more = Map.copyOf(more);
    this.jvmArguments = jvmArguments;
    ViewSettings settings =
        ViewSettings.of(
                topology,
                Path.of("../%1$s/target/rollbook-%1$s.jar".formatted(topology)),
                folder,
                SharedKafka.broker().bootstrapServers(),
                registry.url())
            .with("EVENT_BUS_TOPIC_PREFIX", site)
            .with("ROLLBOOK_PARTITIONS", Integer.toString(PARTITIONS))
            .withJvmArguments(jvmArguments);
    for (var variable : NEW_SITE.entrySet()) {
      settings = settings.with(variable.getKey(), variable.getValue());
    }
    for (var variable : more.entrySet()) {
      settings = settings.with(variable.getKey(), variable.getValue());
    }
    view = ViewProcess.start(settings);
    web = new Web(settings.port());
    management = new Web(settings.managementPort());
    enrollments = ViewApi.ofEnrollments(URI.create(view.url()));
    grades = ViewApi.ofGrades(URI.create(view.url()));
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
    return new Site(
        topology, registry, SharedKafka.uniquePrefix(), folder, more, JvmArguments.SOON_READY);
  }

  /// Starts an instance of a new site in a JVM that is set up for work and not for a short life.
  public static Site startForWork(String topology, Path folder) {
    return new Site(
        topology,
        SharedRegistry.process(),
        SharedKafka.uniquePrefix(),
        folder,
        Map.of(),
        JvmArguments.AT_WORK);
  }

  /// Starts another instance of the same site, with the same settings.
  public Site startAnother(Path otherFolder) {
    return startAnother(otherFolder, Map.of());
  }

  /// Starts one with some settings otherwise.
  public Site startAnother(Path otherFolder, Map<String, String> otherwise) {
    var both = new HashMap<>(more);
    both.putAll(otherwise);
    return new Site(topology, registry, site, otherFolder, both, jvmArguments);
  }

  /// What others call this instance.
  public String name() {
    return "127.0.0.1:" + view.settings().managementPort();
  }

  /// The instance.
  public ViewProcess view() {
    return view;
  }

  /// The enrollments as a client that knows the truth asks for them, where it serves such.
  public ViewApi<TrueEnrollment, CourseCounts> enrollments() {
    return enrollments;
  }

  /// The grades likewise.
  public ViewApi<TrueGrade, GradeDistribution> grades() {
    return grades;
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

  /// How it stands with each partition of each view that it holds, such as `ready` or `standby`.
  public List<String> partitionStates() {
    JsonNode views = manage("/health/readiness").json().path("views");
    return views.findValues("partitions").stream()
        .flatMap(partitions -> partitions.findValuesAsText("state").stream())
        .toList();
  }

  /// Whether each partition that is somewhere at this instance has heard how far the sources were
  /// read, so that whatever it is asked it can answer. It is ready a moment before that.
  public boolean hasHeard() {
    List<JsonNode> here =
        manage("/health/readiness").json().path("views").findValues("partitions").stream()
            .flatMap(partitions -> StreamSupport.stream(partitions.spliterator(), false))
            .filter(partition -> !partition.path("state").textValue().equals("elsewhere"))
            .toList();
    return !here.isEmpty() && here.stream().allMatch(part -> part.path("as_of").isTextual());
  }

  /// Whether two instances have each partition of both views once as its owner's and once as a
  /// standby's, both have some of either, and whatever they are asked they can answer: then none
  /// moves any more. Both are ready before that.
  public boolean isSharedWith(Site other) {
    List<String> here = partitionStates();
    List<String> there = other.partitionStates();
    return Stream.of("ready", "standby")
            .allMatch(
                state ->
                    here.contains(state)
                        && there.contains(state)
                        && frequency(here, state) + frequency(there, state) == 2 * PARTITIONS)
        && hasHeard()
        && other.hasHeard();
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

  /// The partitions of one of its topics.
  public List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic(topic), partition))
        .toList();
  }

  /// The registry's API.
  public String registryUrl() {
    return registry.url();
  }

  /// Every topic of this site.
  public Set<String> topics() {
    return broker().topics().stream()
        .filter(name -> name.startsWith(site))
        .collect(Collectors.toSet());
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
