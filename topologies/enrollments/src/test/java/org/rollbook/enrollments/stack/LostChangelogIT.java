package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.Audit;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;

/// A changelog is deleted at various times: its view is rebuilt from the journal, and no answer
/// meanwhile reports a row as absent.
@Execution(ExecutionMode.CONCURRENT)
class LostChangelogIT {

  private static final ViewUrls URLS = CampusView.ENROLLMENTS.urls();
  private static final String REBUILT = "A view is rebuilt from its journal";

  @TempDir private Path folder;
  private final Truth truth = Truth.keepingAll();
  private Site site;
  private Audit<?, ?> audit;

  @BeforeEach
  void fill() {
    site = Site.start("enrollments", folder.resolve("first"));
    site.view().awaitReady();
    audit = CampusView.ENROLLMENTS.audit(site, truth);
    publish(1);
    audit.awaitCurrent();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void shouldRebuildAViewThatLostItsStateFolderTooWhileStopped() {
    String row = URLS.row(truth.enrollments().rows().getFirst().key()).toString();
    site.view().stop();
    new TemporaryFolder(folder.resolve("first").resolve("state")).close();
    delete("roster");

    site.view().startAgain();
    assertNeverAbsent(row);

    assertRight();
    assertThat(site.view().process().log()).content().contains(REBUILT);
  }

  /// The local stores are complete, but other instances would restore incomplete ones.
  @Test
  void shouldRebuildAViewThatKeptItsStateFolderWhileStopped() {
    site.view().stop();
    delete("counts");

    site.view().startAgain();

    site.view().process().awaitLine(REBUILT, TimeLimit.AMPLE);
    assertRight();
  }

  @Test
  void shouldRebuildAViewThatIsLostUnderTwoInstances() {
    try (var second = site.startAnother(folder.resolve("second"));
        var firstWitness = Witness.of(site.enrollments(), truth.enrollments());
        var secondWitness = Witness.of(second.enrollments(), truth.enrollments())) {
      second.view().awaitReady();
      await().until(second::hasReceived);
      firstWitness.start();
      secondWitness.start();

      delete("enrollments");
      publish(2);

      await().until(() -> isRebuiltAt(site) || isRebuiltAt(second));
      assertRight();
      assertThat(firstWitness.contradictions()).as(firstWitness.toString()).isEmpty();
      assertThat(secondWitness.contradictions()).as(secondWitness.toString()).isEmpty();
    }
  }

  @Test
  void shouldRefuseAChangelogThatIsNotCompacted() {
    String changelog = changelogOf("history");
    site.view().stop();
    delete("history");
    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                site.broker()
                    .createTopic(changelog, Site.PARTITIONS, Map.of("cleanup.policy", "delete")));

    site.view().startAgain();

    assertThat(site.view().process().awaitExit(TimeLimit.AMPLE)).isEqualTo(2);
    assertThat(site.view().process().log())
        .content()
        .contains("topic " + changelog + ": cleanup.policy must be compact, is delete");
  }

  /// Asserts that the request is refused until the answer is right again.
  private void assertNeverAbsent(String row) {
    await()
        .ignoreExceptions()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              int status = site.get(row).status();
              assertThat(status).isIn(200, 503);
              return status == 200;
            });
  }

  private static boolean isRebuiltAt(Site site) throws IOException {
    return Files.readString(site.view().process().log()).contains(REBUILT);
  }

  private void publish(long seed) {
    site.publish(truth, CampusSettings.of(seed, 100, 8).withPace(Duration.ofMillis(1)), 300);
  }

  private void assertRight() {
    audit.awaitCurrent();
    assertThat(audit.faults()).isEmpty();
    assertThat(truth.enrollments().rows().stream().map(TrueEnrollment::key).limit(20))
        .allSatisfy(
            key ->
                assertThat(site.get(URLS.history(key).toString()).json().path("results"))
                    .hasSameSizeAs(truth.enrollments().history(key)));
  }

  private void delete(String store) {
    var deleted = site.broker().admin().deleteTopics(List.of(changelogOf(store)));
    BrokerClient.result(deleted.all());
  }

  private String changelogOf(String store) {
    return site.topics().stream()
        .filter(topic -> topic.endsWith("-" + store + "-changelog"))
        .findFirst()
        .orElseThrow();
  }
}
