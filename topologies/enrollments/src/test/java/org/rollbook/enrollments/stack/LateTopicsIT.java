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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Publication;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.EnrollmentsUrls;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.web.Reply;

/// A site whose event bus is not there yet.
class LateTopicsIT {

  private static final EnrollmentsUrls PATHS = new EnrollmentsUrls(URI.create(""));

  @TempDir Path folder;

  private final List<Publication> campus =
      Campus.generate(
          CampusSettings.of(3, 20, 2).withPace(Duration.ofMillis(1)).withUnenrollmentsApart(true),
          Instant.now().minusSeconds(60),
          60);

  @Test
  void shouldStartWithoutTopicsSaySoAndJoinEachWhenItAppears() {
    var truth = Truth.keepingAll();
    try (var stack =
            Stack.start(
                SharedRegistry.process(),
                folder,
                Map.of("ROLLBOOK_CREATE_SOURCE_TOPICS", "false"));
        var lms = stack.lms(truth)) {
      stack.view().awaitReady(Duration.ofSeconds(90));
      awaitAbsent(stack, Stack.UNENROLLMENT_TOPIC, Stack.ENROLLMENT_TOPIC);
      awaitAnswer(stack, 404);

      stack.broker().createTopic(stack.topic(Stack.ENROLLMENT_TOPIC), 2);
      lms.publishAll(eventsOn(Stack.ENROLLMENT_TOPIC));

      await().atMost(Duration.ofSeconds(60)).until(() -> isServed(truth, stack));
      awaitAbsent(stack, Stack.UNENROLLMENT_TOPIC);

      stack.broker().createTopic(stack.topic(Stack.UNENROLLMENT_TOPIC), 1);
      lms.publishAll(eventsOn(Stack.UNENROLLMENT_TOPIC));
      copyAll(stack);
      Instant copied = Instant.now();

      await().atMost(Duration.ofSeconds(60)).until(() -> isServedAsOf(copied, truth, stack));
      awaitAbsent(stack);
      assertThat(truth.courses())
          .allSatisfy(course -> assertEachEventOnce(truth.roster(course), truth, stack));
    }
  }

  private List<Publication> eventsOn(String topic) {
    return campus.stream().filter(each -> each.topic().equals(topic)).toList();
  }

  /// Puts whatever is on one topic on the other one too, as a change of the bus's settings may.
  private static void copyAll(Stack stack) {
    stack
        .broker()
        .send(
            stack.broker().records(stack.topic(Stack.ENROLLMENT_TOPIC)).stream()
                .map(
                    event ->
                        new ProducerRecord<>(
                            stack.topic(Stack.UNENROLLMENT_TOPIC),
                            0,
                            event.key(),
                            event.value(),
                            event.headers()))
                .toList());
  }

  private static void assertEachEventOnce(List<TrueEnrollment> roster, Truth truth, Stack stack) {
    assertThat(roster)
        .allSatisfy(
            row ->
                assertThat(
                        stack
                            .get(PATHS.history(row.key()).toString())
                            .json()
                            .at("/results")
                            .findValuesAsText("event_id"))
                    .containsExactlyElementsOf(
                        truth.history(row.key()).stream()
                            .map(said -> said.stamp().eventId())
                            .toList()));
  }

  private static void awaitAbsent(Stack stack, String... topics) {
    List<String> names = List.of(topics).stream().map(stack::topic).toList();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Reply readiness = stack.manage("/health/readiness");
              assertThat(readiness.status()).isEqualTo(200);
              assertThat(readiness.json().at("/absent_topics").valueStream())
                  .extracting(name -> name.textValue())
                  .containsExactlyInAnyOrderElementsOf(names);
            });
  }

  /// A site without events is known to have none.
  private static void awaitAnswer(Stack stack, int status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Reply reply = stack.get("/v1/courses/course-v1:a+b+c/enrollment-counts");
              assertThat(reply.status()).isEqualTo(status);
              assertThat(reply.header("Rollbook-As-Of")).isNotNull();
            });
  }

  private static boolean isServed(Truth truth, Stack stack) {
    return isServedAsOf(Instant.MIN, truth, stack);
  }

  /// By course and by learner.
  private static boolean isServedAsOf(Instant time, Truth truth, Stack stack) {
    return truth.courses().stream()
        .allMatch(
            course ->
                stack.api().roster(course) instanceof Answered(var rows, var asOf)
                    && asOf.isAfter(time)
                    && rows.equals(truth.roster(course))
                    && rows.stream().allMatch(row -> isServedAsOf(time, row, stack)));
  }

  private static boolean isServedAsOf(Instant time, TrueEnrollment row, Stack stack) {
    return stack.api().enrollment(row.key()) instanceof Answered(var served, var asOf)
        && asOf.isAfter(time)
        && served.equals(Optional.of(row));
  }
}
