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
import org.rollbook.testkit.sample.EnrollmentsUrls;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.web.Reply;

/// Two instances of a site: how they share the work, and that one takes over when the other is
/// killed.
class TwoInstancesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final EnrollmentsUrls PATHS = new EnrollmentsUrls(URI.create(""));

  /// Restoring waits for what the killed one had in its hands: up to a minute, as we have it.
  private static final Map<String, String> SHORT_TRANSACTIONS =
      Map.of("KAFKA_PRODUCER_TRANSACTION_TIMEOUT_MS", "5000");

  @TempDir Path folder;
  private final Truth truth = Truth.keepingAll();

  @Test
  void shouldShareTheWorkNameTheHolderAndTakeOver() {
    try (var first =
            Stack.start(SharedRegistry.process(), folder.resolve("first"), SHORT_TRANSACTIONS);
        var second = first.startAnother(folder.resolve("second"));
        var firstWitness = first.witness(truth);
        var secondWitness = second.witness(truth)) {
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

  private void publish(Stack stack, long seed) {
    var settings = CampusSettings.of(seed, 40, 12).withPace(Duration.ofMillis(1));
    try (var lms = stack.lms(truth)) {
      lms.publishAll(Campus.generate(settings, Instant.now().minusSeconds(60), 200));
    }
  }

  /// Each list is had from one of them, and the other says from which. Both have some.
  private void assertShared(Stack first, Stack second) {
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
  private static Optional<String> holder(Reply reply, Stack other) {
    return Optional.of(other.name())
        .filter(name -> reply.status() == 503)
        .filter(name -> reply.text("type").endsWith("/problems/not-ready"))
        .filter(name -> reply.text("detail").contains(" is held by " + name + ","));
  }

  private Stream<String> lists() {
    return Stream.concat(
            truth.courses().stream().map(PATHS::roster), learners().map(PATHS::enrollments))
        .map(URI::toString);
  }

  private Stream<LearnerId> learners() {
    return truth.courses().stream()
        .flatMap(course -> truth.roster(course).stream())
        .map(row -> row.key().learner())
        .distinct();
  }

  private boolean isServedAsOf(Instant time, Stack stack) {
    return truth.courses().stream().allMatch(course -> isServedAsOf(time, course, stack))
        && learners()
            .allMatch(
                learner ->
                    stack.api().enrollments(learner) instanceof Answered(var rows, var asOf)
                        && asOf.isAfter(time)
                        && List.copyOf(rows).containsAll(truth.enrollments(learner)));
  }

  private boolean isServedAsOf(Instant time, CourseKey course, Stack stack) {
    return stack.api().roster(course) instanceof Answered(var rows, var asOf)
        && asOf.isAfter(time)
        && rows.equals(truth.roster(course));
  }
}
