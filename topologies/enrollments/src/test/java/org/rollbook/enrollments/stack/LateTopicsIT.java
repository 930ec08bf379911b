package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.web.Reply;

/// A site whose event bus is not there yet.
class LateTopicsIT {

  @TempDir Path folder;

  @Test
  void shouldStartWithoutTopicsSaySoAndJoinThemWhenTheyAppear() {
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
      var settings = CampusSettings.of(3, 20, 2).withPace(Duration.ofMillis(1));
      lms.publishAll(
          Campus.generate(settings, Instant.now().minusSeconds(60), 50).stream()
              .filter(each -> each.topic().equals(Stack.ENROLLMENT_TOPIC))
              .toList());

      await().atMost(Duration.ofSeconds(60)).until(() -> isServed(truth, stack));
      awaitAbsent(stack, Stack.UNENROLLMENT_TOPIC);
    }
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
    return truth.courses().stream()
        .allMatch(
            course ->
                stack.api().roster(course) instanceof Answered(var rows, _)
                    && rows.equals(truth.roster(course)));
  }
}
