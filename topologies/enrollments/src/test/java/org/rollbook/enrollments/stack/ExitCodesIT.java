package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.site.Site;

/// Checks the exit code of the process, for a supervisor, and its last line, for an operator.
class ExitCodesIT {

  private static final String NO_REGISTRY = "http://127.0.0.1:1/apis/ccompat/v7";

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start("enrollments", folder.resolve("view"));
    site.view().awaitReady();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void shouldEndWith143OnSigtermAndWith1WhenAStreamThreadDies() {
    assertThat(site.view().stop()).isEqualTo(143);

    site.view().startAgain();
    site.view().awaitReady();
    refuseWhatIsWrittenTo(site.topic(EnrollmentContract.ENROLLMENTS.name()));
    site.publish(Truth.keepingAll(), CampusSettings.of(1, 5, 1), 1);

    assertThat(site.view().process().awaitExit(TimeLimit.AMPLE)).isEqualTo(1);
  }

  /// From now on the broker refuses it as too large. Nothing may be written there just now: the end
  /// of a transaction would be refused too, and the next one would wait for it for ever.
  private static void refuseWhatIsWrittenTo(String topic) {
    var tooSmall =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1"), AlterConfigOp.OpType.SET);
    BrokerClient.result(
        site.broker()
            .admin()
            .incrementalAlterConfigs(
                Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(tooSmall)))
            .all());
  }

  @Test
  void shouldEndWith2AndNameTheSettingThatIsWrong() {
    assertEndsWith2(
        "ROLLBOOK_HISTORY", "0", "ROLLBOOK_HISTORY: must be a whole number from 1 to 1000, is 0");
  }

  @Test
  void shouldEndWith2AndNameTheTopicThatIsWrong() {
    assertEndsWith2("ROLLBOOK_PARTITIONS", "4", "topic " + site.topic("rollbook."));
  }

  @Test
  void shouldEndWith2AndNameAKafkaSettingThatCannotBeSet() {
    assertEndsWith2(
        "KAFKA_PROCESSING_EXCEPTION_HANDLER",
        "org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler",
        "KAFKA_PROCESSING_EXCEPTION_HANDLER: cannot be set: ");
  }

  /// The first process goes on: the second has joined no group.
  @Test
  void shouldEndWith2WhenAnotherProcessUsesItsStateFolder() {
    try (var first = Site.start("enrollments", folder.resolve("owner"))) {
      first.view().awaitReady();
      String taken = first.view().settings().folder().resolve("state").toString();

      assertEndsWith2("ROLLBOOK_STATE_DIR", taken, "ROLLBOOK_STATE_DIR: another process works in ");

      assertThat(first.manage("/health/readiness").status()).isEqualTo(200);
    }
  }

  @Test
  void shouldEndWith2WhenItsStateFolderIsUnderAFile() {
    Path file = site.view().process().log();

    assertEndsWith2(
        "ROLLBOOK_STATE_DIR",
        file.resolve("state").toString(),
        "ROLLBOOK_STATE_DIR: nothing can be written in " + file + "/state: ");
  }

  /// For a service with a long name, Kubernetes sets a variable with 30 underscores.
  @Test
  void shouldStartNextToAServiceWithALongName() {
    Map<String, String> variable = Map.of("A_".repeat(26) + "PORT_80_TCP_ADDR", "10.96.0.7");
    try (var started = Site.start("enrollments", folder.resolve("long"), variable)) {
      started.view().awaitReady();
    }
  }

  private static void assertEndsWith2(String variable, String value, String line) {
    try (var wrong =
        site.startAnother(folder.resolve(variable + value.hashCode()), Map.of(variable, value))) {
      assertThat(wrong.view().process().awaitExit(TimeLimit.AMPLE)).isEqualTo(2);
      assertThat(wrong.view().process().log()).content().startsWith(line).hasLineCount(1);
    }
  }

  /// The process that has the name keeps it.
  @Test
  void shouldEndWith2WhenItsNameIsTaken() {
    Map<String, String> named = Map.of("ROLLBOOK_INSTANCE_ID", "one");
    try (var first = Site.start("enrollments", folder.resolve("first"), named)) {
      first.view().awaitReady();
      try (var second = first.startAnother(folder.resolve("second"))) {
        assertThat(second.view().process().awaitExit(TimeLimit.AMPLE)).isEqualTo(2);
        assertThat(second.view().process().log())
            .content()
            .contains("ROLLBOOK_INSTANCE_ID: another process has taken the name one, at ");
      }
      assertThat(first.manage("/health/liveness").status()).isEqualTo(200);
    }
  }

  /// The broker still waits for the dead process, which has the same name.
  @Test
  void shouldGetItsNameBackRightAfterItWasKilled() {
    Map<String, String> named = Map.of("ROLLBOOK_INSTANCE_ID", "one");
    try (var killed = Site.start("enrollments", folder.resolve("killed"), named)) {
      killed.view().awaitReady();

      killed.view().kill();
      killed.view().startAgain();

      killed.view().awaitReady();
    }
  }

  /// Only a process that does not respond can lose its name. It notices when it continues, also
  /// while its views wait for the registry.
  @Test
  void shouldEndWith2WhenItsNameWasTakenWhileItWasFrozen() {
    Map<String, String> named =
        Map.of("ROLLBOOK_INSTANCE_ID", "one", "SCHEMA_REGISTRY_URL", NO_REGISTRY);
    try (var frozen = Site.start("enrollments", folder.resolve("frozen"), named)) {
      frozen.view().process().awaitLine("Waiting for the registry", TimeLimit.AMPLE);
      await()
          .ignoreException(GroupIdNotFoundException.class)
          .until(() -> !ingesting(frozen).isEmpty());
      Set<String> before = ingesting(frozen);
      frozen.view().process().freeze();
      try (var _ = frozen.startAnother(folder.resolve("after"))) {
        await().until(() -> !before.containsAll(ingesting(frozen)));
        frozen.view().process().thaw();

        assertThat(frozen.view().process().awaitExit(TimeLimit.AMPLE)).isEqualTo(2);
        frozen.view().process().awaitLine("ROLLBOOK_INSTANCE_ID: another process", TimeLimit.AMPLE);
      }
    }
  }

  /// The members of the ingest group that have partitions, by the ids that the broker gave them:
  /// another process with the same name has another id.
  private static Set<String> ingesting(Site site) {
    String group = site.topic("rollbook-enrollments-v1-ingest");
    var described = site.broker().admin().describeConsumerGroups(List.of(group)).all();
    return BrokerClient.result(described).values().stream()
        .flatMap(found -> found.members().stream())
        .filter(member -> !member.assignment().topicPartitions().isEmpty())
        .map(MemberDescription::consumerId)
        .collect(Collectors.toSet());
  }
}
