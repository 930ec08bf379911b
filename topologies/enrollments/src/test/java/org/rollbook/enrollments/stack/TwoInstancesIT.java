package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.SharedRegistry;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;
import org.rollbook.testkit.web.Reply;

/// Two instances of a site: how they share the work, and that one takes over when the other is
/// killed.
class TwoInstancesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ViewUrls PATHS = ViewUrls.ofEnrollments(URI.create(""));

  /// Restoring waits for what the killed one had in its hands: up to a minute, as we have it.
  private static final Map<String, String> SHORT_TRANSACTIONS =
      Map.of("KAFKA_PRODUCER_TRANSACTION_TIMEOUT_MS", "5000");

  @TempDir Path folder;
  private final Truth truth = Truth.keepingAll();

  @Test
  void shouldShareTheWorkNameTheHolderAndTakeOver() {
    try (var first =
            Site.start(
                "enrollments",
                SharedRegistry.process(),
                folder.resolve("first"),
                SHORT_TRANSACTIONS);
        var second = first.startAnother(folder.resolve("second"));
        var firstWitness = Witness.of(first.enrollments(), truth.enrollments());
        var secondWitness = Witness.of(second.enrollments(), truth.enrollments())) {
      first.view().awaitReady(PATIENCE);
      second.view().awaitReady(PATIENCE);
      publish(first, 1);
      firstWitness.start();
      secondWitness.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertShared(first, second));

      second.view().kill();
      publish(first, 2);
      Instant published = Instant.now();

      await().atMost(PATIENCE).until(() -> isServedAsOf(published, first));
      assertThat(firstWitness.agreed()).isPositive();
      assertThat(secondWitness.agreed()).isPositive();
      assertThat(firstWitness.contradictions()).as(firstWitness.toString()).isEmpty();
      assertThat(secondWitness.contradictions()).as(secondWitness.toString()).isEmpty();
    }
  }

  private void publish(Site site, long seed) {
    var settings = CampusSettings.of(seed, 40, 12).withPace(Duration.ofMillis(1));
    try (var lms = site.lms(truth)) {
      lms.publishAll(Campus.generate(settings, Instant.now().minusSeconds(60), 200));
    }
  }

  /// Each list is had from one of them, and the other says from which. Both have some.
  private void assertShared(Site first, Site second) {
    List<String> holders =
        lists()
            .map(
                path ->
                    holder(first.get(path), second)
                        .or(() -> holder(second.get(path), first))
                        .orElseThrow(() -> new AssertionError("nobody tells who has " + path)))
            .toList();

    assertThat(holders).contains(first.name(), second.name());
  }

  /// Whom a refusal names, if it is one and the other one does answer.
  private static Optional<String> holder(Reply reply, Site other) {
    return Optional.of(other.name())
        .filter(name -> reply.status() == 503)
        .filter(name -> reply.text("type").endsWith("/problems/not-ready"))
        .filter(name -> reply.text("detail").contains(" is held by " + name + ","));
  }

  private Stream<String> lists() {
    return Stream.concat(
            truth.enrollments().courses().stream().map(PATHS::rowsOf),
            learners().map(PATHS::rowsOf))
        .map(URI::toString);
  }

  private Stream<LearnerId> learners() {
    return truth.enrollments().courses().stream()
        .flatMap(course -> truth.enrollments().rowsOf(course).stream())
        .map(row -> row.key().learner())
        .distinct();
  }

  private boolean isServedAsOf(Instant time, Site site) {
    return truth.enrollments().courses().stream()
            .allMatch(course -> isServedAsOf(time, course, site))
        && learners()
            .allMatch(
                learner ->
                    site.enrollments().rowsOf(learner) instanceof Answered(var rows, var asOf)
                        && asOf.isAfter(time)
                        && List.copyOf(rows).containsAll(truth.enrollments().rowsOf(learner)));
  }

  private boolean isServedAsOf(Instant time, CourseKey course, Site site) {
    return site.enrollments().rowsOf(course) instanceof Answered(var rows, var asOf)
        && asOf.isAfter(time)
        && rows.equals(truth.enrollments().rowsOf(course));
  }
}
