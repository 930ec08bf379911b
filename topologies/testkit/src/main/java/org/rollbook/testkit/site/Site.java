package org.rollbook.testkit.site;

import static java.util.Collections.frequency;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.TrueGradeDistribution;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.kafka.SharedKafka;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewJar;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.sample.ViewApi;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// An instance of a topology, from the jar that its module has just packaged, at a site of its own
/// on the shared broker. The working folder is that of the module's tests.
public final class Site implements AutoCloseable {

  /// A site that has had Rollbook from the beginning, as with `mvn -Plocal`.
  private static final Map<String, String> NEW_SITE =
      Map.of("ROLLBOOK_COMPLETE_FROM", "empty", "ROLLBOOK_CREATE_SOURCE_TOPICS", "true");

  /// The number of partitions of its topics. Six would be twice the work, and show no more.
  public static final int PARTITIONS = 3;

  private static final Clock CLOCK = Clock.systemUTC();

  private final String topology;
  private final RegistryProcess registry;
  private final String site;
  private final Map<String, String> more;
  private final List<String> jvmArguments;
  private final ViewProcess view;
  private final Web web;
  private final Web management;
  private final ViewApi<TrueEnrollment, TrueCourseCounts> enrollments;
  private final ViewApi<TrueGrade, TrueGradeDistribution> grades;

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
                ViewJar.forTestOf(topology),
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
  /// @param folder of its state and log
  public static Site start(String topology, Path folder) {
    return start(topology, SharedRegistry.process(), folder, Map.of());
  }

  /// Starts one with some other settings.
  public static Site start(String topology, Path folder, Map<String, String> more) {
    return start(topology, SharedRegistry.process(), folder, more);
  }

  /// Starts one with a registry of its own, and some other settings.
  public static Site start(
      String topology, RegistryProcess registry, Path folder, Map<String, String> more) {
    return new Site(
        topology, registry, SharedKafka.uniquePrefix(), folder, more, JvmArguments.SOON_READY);
  }

  /// Starts an instance of a new site in a JVM with other settings.
  public static Site startIn(List<String> jvmArguments, String topology, Path folder) {
    return new Site(
        topology,
        SharedRegistry.process(),
        SharedKafka.uniquePrefix(),
        folder,
        Map.of(),
        jvmArguments);
  }

  /// Starts another topology at the same site, with other settings.
  public Site startTopology(String other, Path otherFolder, Map<String, String> settings) {
    return new Site(other, registry, site, otherFolder, settings, jvmArguments);
  }

  /// Starts another instance of the same site, with the same settings.
  public Site startAnother(Path otherFolder) {
    return startAnother(otherFolder, Map.of());
  }

  /// Starts one with some other settings.
  public Site startAnother(Path otherFolder, Map<String, String> otherwise) {
    var both = new HashMap<>(more);
    both.putAll(otherwise);
    return new Site(topology, registry, site, otherFolder, both, jvmArguments);
  }

  /// The name by which other instances know this one.
  public String name() {
    return "127.0.0.1:" + view.settings().managementPort();
  }

  /// The instance.
  public ViewProcess view() {
    return view;
  }

  /// The enrollments API, with the types of the truth, if it serves enrollments.
  public ViewApi<TrueEnrollment, TrueCourseCounts> enrollments() {
    return enrollments;
  }

  /// The grades API, likewise.
  public ViewApi<TrueGrade, TrueGradeDistribution> grades() {
    return grades;
  }

  /// The client of the public port.
  public Web web() {
    return web;
  }

  /// Sends a GET to the public port.
  public Reply get(String path, String... headers) {
    return web.get(path, headers);
  }

  /// Follows a link to another page of a list.
  public Reply follow(String url, String... headers) {
    URI link = URI.create(url);
    return get(link.getRawPath() + "?" + link.getRawQuery(), headers);
  }

  /// Sends a GET to the management port.
  public Reply manage(String path) {
    return management.get(path);
  }

  /// The state of each partition of each view at this instance, such as `ready` or `standby`.
  public List<String> partitionStates() {
    JsonNode views = manage("/health/readiness").json().path("views");
    return views.findValues("partitions").stream()
        .flatMap(partitions -> partitions.findValuesAsText("state").stream())
        .toList();
  }

  /// Whether each partition that this instance has, in whatever state, has received a watermark, so
  /// that the instance can answer any question. It is ready a moment before that.
  public boolean hasReceived() {
    List<JsonNode> here =
        manage("/health/readiness").json().path("views").findValues("partitions").stream()
            .flatMap(partitions -> StreamSupport.stream(partitions.spliterator(), false))
            .filter(partition -> !partition.path("state").textValue().equals("elsewhere"))
            .toList();
    return !here.isEmpty() && here.stream().allMatch(part -> part.path("as_of").isTextual());
  }

  /// Whether two instances have each partition of both views once as owner and once as standby,
  /// both have some of either, and both can answer any question: then no partition moves any more.
  /// Both are ready before that.
  public boolean isSharedWith(Site other) {
    List<String> here = partitionStates();
    List<String> there = other.partitionStates();
    return Stream.of("ready", "standby")
            .allMatch(
                state ->
                    here.contains(state)
                        && there.contains(state)
                        && frequency(here, state) + frequency(there, state) == 2 * PARTITIONS)
        && hasReceived()
        && other.hasReceived();
  }

  /// The broker, for direct access.
  public BrokerClient broker() {
    return SharedKafka.broker().client();
  }

  /// The prefix of its topics.
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

  /// Deletes all records of one of its topics, as a retention does that is shorter than an absence.
  public void expire(String topic) {
    var latest =
        partitions(topic).stream()
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    var ends =
        BrokerClient.result(broker().admin().listOffsets(latest).all()).entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    end -> RecordsToDelete.beforeOffset(end.getValue().offset())));
    BrokerClient.result(broker().admin().deleteRecords(ends).all());
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

  /// The committed records of a topic of this site.
  public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return broker().records(topic(topic), IsolationLevel.READ_COMMITTED);
  }

  /// The dead letters of this site.
  public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return broker().records(topic(DeadLetters.NAME));
  }

  /// The LMS of this site.
  public OpenEdxProducer lms(Truth truth) {
    return OpenEdxProducer.to(SharedKafka.broker().bootstrapServers(), serializer(), truth, CLOCK);
  }

  /// Publishes what has happened at a campus until now, and returns a time at which the bus had it.
  public Instant publish(Truth truth, CampusSettings settings, int events) {
    return publish(truth, untilNow(settings, events));
  }

  /// Publishes these, and returns a time at which the bus had them.
  public Instant publish(Truth truth, List<Delivery> deliveries) {
    try (var lms = lms(truth)) {
      lms.publishAll(deliveries);
    }
    return CLOCK.instant();
  }

  /// What has happened at a campus until now, as messages for this site that nobody has sent yet.
  public List<ProducedEvent> produced(CampusSettings settings, int events) {
    return produced(untilNow(settings, events));
  }

  /// These as messages for this site.
  public List<ProducedEvent> produced(List<Delivery> deliveries) {
    OpenEdxSerializer serializer = serializer();
    return deliveries.stream().map(serializer::produced).toList();
  }

  /// What has happened at a campus until now.
  public static List<Delivery> untilNow(CampusSettings settings, int events) {
    return Campus.generate(settings, CLOCK.instant().minus(settings.longestSpan(events)), events);
  }

  private OpenEdxSerializer serializer() {
    return new OpenEdxSerializer(
        Optional.of(site), new ConfluentSchemaIds(URI.create(registry.url())));
  }

  @Override
  public void close() {
    view.close();
    web.close();
    management.close();
  }
}
