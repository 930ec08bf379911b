package org.rollbook.enrollments.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a supervisor learns from how the process ended, and an operator from its last line.
class ExitCodesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private static Path folder;
  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = Stack.start(folder.resolve("view"));
    stack.view().awaitReady(PATIENCE);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void shouldEndWith143WhenToldToAndWith1WhenAStreamThreadDies() {
    assertThat(stack.view().stop()).isEqualTo(143);

    stack.view().startAgain();
    stack.view().awaitReady(PATIENCE);
    byte[] nonsense = "nonsense".getBytes(UTF_8);
    String journal = stack.topic("rollbook.enrollments.by-learner");
    stack.broker().send(new ProducerRecord<>(journal, 0, nonsense, nonsense));

    assertThat(stack.view().process().awaitExit(PATIENCE)).isEqualTo(1);
  }

  @Test
  void shouldEndWith2AndNameTheSettingThatIsWrong() {
    assertEndsWith2(
        "ROLLBOOK_HISTORY", "0", "ROLLBOOK_HISTORY: must be a whole number from 1 to 1000, is 0");
  }

  @Test
  void shouldEndWith2AndNameTheTopicThatIsWrong() {
    assertEndsWith2("ROLLBOOK_PARTITIONS", "4", "topic " + stack.topic("rollbook."));
  }

  private static void assertEndsWith2(String variable, String value, String line) {
    try (var wrong = stack.startAnother(folder.resolve(variable), Map.of(variable, value))) {
      assertThat(wrong.view().process().awaitExit(PATIENCE)).isEqualTo(2);
      assertThat(wrong.view().process().log()).content().startsWith(line).hasLineCount(1);
    }
  }

  /// Whoever has the name keeps it; after a `kill -9` the same name may be used at once.
  @Test
  void shouldEndWith2WhenItsNameIsTakenAndStartAgainAfterAKill() {
    Map<String, String> named = Map.of("ROLLBOOK_INSTANCE_ID", "one");
    try (var before = Stack.start(SharedRegistry.process(), folder.resolve("before"), named)) {
      before.view().awaitReady(PATIENCE);
      try (var second = before.startAnother(folder.resolve("second"))) {
        assertThat(second.view().process().awaitExit(PATIENCE)).isEqualTo(2);
        assertThat(second.view().process().log())
            .content()
            .contains("ROLLBOOK_INSTANCE_ID: another process has taken the name one, at ");
      }
      before.view().kill();
      before.view().startAgain();
      before.view().awaitReady(PATIENCE);
    }
  }
}
