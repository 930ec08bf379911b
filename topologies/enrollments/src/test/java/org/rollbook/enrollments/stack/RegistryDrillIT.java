package org.rollbook.enrollments.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rollbook.model.EventType;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.topic.EventContract;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.registry.RegistrySettings;
import org.rollbook.testkit.registry.SchemaWithId;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// A registry that is absent at the start, is gone for a while, and comes back empty.
///
/// Schemas that were read before need no registry, so each part of the drill has its own type of
/// event, whose schema the view has not seen yet.
@Execution(ExecutionMode.CONCURRENT)
class RegistryDrillIT {

  /// Longer than 25 s, the wait for a registry that fenced an exactly-once producer.
  private static final Duration OUTAGE = Duration.ofSeconds(40);

  private static final int EVENTS = 300;

  /// More schemas than there are: those that we publish, and the keys and values of two source
  /// topics.
  private static final int SCHEMAS = 20;

  @TempDir Path folder;

  private final List<Delivery> campus =
      Site.untilNow(CampusSettings.of(7, 50, 4).withPace(Duration.ofMillis(5)), EVENTS);
  private RegistryProcess registry;
  private Site site;
  private Web registryApi;

  @BeforeEach
  void startWithoutARegistry() {
    registry =
        RegistryProcess.start(RegistrySettings.throwaway().keepingDataIn(folder.resolve("data")));
    registryApi = new Web(registry.port());
    registry.kill();
    site = Site.start("enrollments", registry, folder.resolve("view"), Map.of());
  }

  @AfterEach
  void stop() {
    site.close();
    registryApi.close();
    registry.close();
  }

  @Test
  void shouldWaitForTheRegistryAndLoseNothing() throws IOException {
    awaitReadiness(503, "the registry: ");
    assertThat(site.manage("/health/liveness").status()).isEqualTo(200);

    registry.startAgain();
    site.view().awaitReady();
    List<ProducedEvent> events = site.produced(campus);
    List<SchemaWithId> schemas = schemas();
    send(events, EnrollmentEvents.CREATED.type());
    awaitServed(EnrollmentEvents.CREATED.type());
    long restores = restores();

    registry.kill();
    send(events, EnrollmentEvents.CHANGED.type());
    awaitReadiness(200, "\"state\":\"paused\"");
    await()
        .during(OUTAGE)
        .atMost(OUTAGE.plus(TimeLimit.AMPLE))
        .until(() -> isPaused() && isServed(EnrollmentEvents.CREATED.type()));
    registry.startAgain();
    awaitServed(EnrollmentEvents.CREATED.type(), EnrollmentEvents.CHANGED.type());

    registry.kill();
    TemporaryFolder.at(folder.resolve("data"));
    registry.startAgain();
    send(events, EnrollmentEvents.UNENROLLED.type());
    awaitReadiness(200, "the registry no longer knows schema id ");
    assertThat(isServed(EnrollmentEvents.CREATED.type(), EnrollmentEvents.CHANGED.type())).isTrue();
    registry.importWithIds(schemas);
    awaitServed(EnrollmentEvents.ALL.stream().map(EventContract::type).toArray(EventType[]::new));

    assertThat(site.deadLetters()).isEmpty();
    assertThat(restores())
        .as("stores restored, which is what follows a wiped one")
        .isEqualTo(restores);
  }

  /// Schema ids belong to the site: an instance with an empty disk knows them, and registers no
  /// schema under an id that a restore needs. A setting declares ids that are lost for good.
  @Test
  void shouldServeAndRegisterNothingWithAResetRegistry() throws IOException {
    registry.startAgain();
    site.view().awaitReady();
    List<ProducedEvent> events = site.produced(campus);
    send(events, EnrollmentEvents.CREATED.type());
    awaitServed(EnrollmentEvents.CREATED.type());
    registry.kill();
    TemporaryFolder.at(folder.resolve("data"));
    registry.startAgain();
    site.close();

    site = site.startAnother(folder.resolve("without-a-disk"));
    site.view().awaitReady();
    awaitServed(EnrollmentEvents.CREATED.type());
    send(events, EnrollmentEvents.UNENROLLED.type());
    awaitReadiness(200, "name what is lost in ROLLBOOK_LOST_SCHEMA_IDS");
    assertThat(registryApi.get("/apis/ccompat/v7/subjects").body()).isEqualTo("[]");
    assertThat(site.deadLetters()).isEmpty();
    site.close();

    site =
        site.startAnother(
            folder.resolve("given-up"), Map.of("ROLLBOOK_LOST_SCHEMA_IDS", "1-" + SCHEMAS));
    site.view().awaitReady();
    await().atMost(Duration.ofSeconds(60)).until(() -> !site.deadLetters().isEmpty());
    send(events, EnrollmentEvents.CREATED.type());
    awaitServed(EnrollmentEvents.CREATED.type());
    assertThat(site.deadLetters())
        .allSatisfy(
            letter ->
                assertThat(letter.headers().lastHeader("rollbook_cause").value())
                    .asString(UTF_8)
                    .isEqualTo("unknown-schema"));
  }

  /// A backup of the registry.
  private List<SchemaWithId> schemas() {
    return IntStream.range(1, SCHEMAS)
        .mapToObj(id -> Map.entry(id, registryApi.get("/apis/ccompat/v7/schemas/ids/" + id)))
        .filter(answer -> answer.getValue().status() == 200)
        .map(
            answer ->
                new SchemaWithId(
                    answer.getKey(), "backup-" + answer.getKey(), answer.getValue().text("schema")))
        .toList();
  }

  private void send(List<ProducedEvent> events, EventType type) {
    site.broker()
        .send(
            events.stream()
                .filter(event -> event.stamp().eventType().equals(type))
                .map(event -> event.message(Site.PARTITIONS))
                .toList());
  }

  private void awaitServed(EventType... types) {
    await().until(() -> isServed(types));
  }

  /// Whether the lists are the result of the events of these types alone.
  private boolean isServed(EventType... types) {
    var truth =
        Truth.of(campus.stream().filter(each -> List.of(types).contains(typeOf(each))).toList());
    return CampusView.ENROLLMENTS.audit(site, truth).isTrueAfter(Instant.MIN);
  }

  private static EventType typeOf(Delivery delivery) {
    return delivery.event().payload().stamp().eventType();
  }

  private void awaitReadiness(int status, String payload) {
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Reply readiness = site.manage("/health/readiness");
              assertThat(readiness.body()).contains(payload);
              assertThat(readiness.status()).isEqualTo(status);
            });
  }

  private boolean isPaused() {
    return site.manage("/health/readiness").text("ingest/state").equals("paused");
  }

  private long restores() throws IOException {
    try (Stream<String> lines = Files.lines(site.view().process().log())) {
      return lines.filter(line -> line.contains("Restored")).count();
    }
  }
}
