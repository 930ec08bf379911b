package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.runtime.ingest.IngestState.Activity;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.kafka.BrokerSettings;
import org.rollbook.testkit.kafka.EmbeddedKafka;

/// A source topic that cannot be read is blocked; the others are still read.
class BlockedSourceIT {

  @TempDir private Path data;
  private EmbeddedKafka kafka;
  private Running running;

  @BeforeEach
  void start() {
    kafka =
        EmbeddedKafka.start(
            BrokerSettings.throwaway()
                .keepingDataIn(data)
                .with(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .with("allow.everyone.if.no.acl.found", "true"));
    running = new Running(kafka).inAHurry();
    kafka.client().createTopic(running.topic, 1);
    kafka.client().createTopic(running.secondTopic, 1);
    // Once a resource has one ACL entry, whatever no entry allows is denied.
    var allowed = entry(AclOperation.ALL, AclPermissionType.ALLOW);
    BrokerClient.result(kafka.client().admin().createAcls(List.of(allowed)).all());
  }

  @AfterEach
  void stop() {
    running.stop();
    kafka.close();
  }

  @Test
  void shouldReadTheOthersWhileTheRightToReadOneIsWithdrawn() throws Exception {
    Ingest ingest = running.started("one");
    running.send("e1", "apple");
    await().until(() -> running.words().contains("apple"));
    AclBinding denied = entry(AclOperation.READ, AclPermissionType.DENY);
    kafka.client().admin().createAcls(List.of(denied)).all().get();
    // A fetch that was under way may still bring something.
    await().until(() -> isBlocked(ingest));
    running.send("e2", "pear");
    kafka.client().send(Words.message(running.secondTopic, "e3", "plum"));
    await().until(() -> running.words().contains("plum"));
    assertThat(running.words()).doesNotContain("pear");
    assertThat(ingest.state().activity()).isInstanceOf(Activity.Running.class);

    kafka.client().admin().deleteAcls(List.of(denied.toFilter())).all().get();
    await().untilAsserted(() -> assertThat(running.words()).contains("pear"));
    await().until(() -> !isBlocked(ingest));
    await().until(() -> running.committed(0).equals(Optional.of(2L)));
    assertThat(ingest.state().lostAt()).isEmpty();
  }

  @Test
  void shouldStartWhileTheRightToReadOneIsWithdrawn() throws Exception {
    kafka
        .client()
        .admin()
        .createAcls(List.of(entry(AclOperation.READ, AclPermissionType.DENY)))
        .all()
        .get();
    running.send("e1", "apple");
    kafka.client().send(Words.message(running.secondTopic, "e2", "plum"));

    Ingest ingest = running.started("one");

    await().until(() -> running.words().contains("plum"));
    await().until(() -> isBlocked(ingest));
    assertThat(ingest.state().activity()).isInstanceOf(Activity.Running.class);
  }

  /// One byte of a batch differs from what was written.
  @Test
  void shouldReadTheOthersWhileABatchOfOneIsCorrupt() throws Exception {
    running.send("e1", "apple");
    running.send("e2", "pear");
    kafka.stop();
    flip(10);
    kafka.startAgain();

    Ingest ingest = running.started("one");

    await().until(() -> isBlocked(ingest));
    assertThat(running.words()).containsExactly("apple");
    kafka.client().send(Words.message(running.secondTopic, "e3", "plum"));
    await().until(() -> running.words().contains("plum"));
    assertThat(ingest.state().activity()).isInstanceOf(Activity.Running.class);

    kafka.stop();
    flip(10);
    kafka.startAgain();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(running.words()).contains("pear"));
    await().until(() -> !isBlocked(ingest));
  }

  private boolean isBlocked(Ingest ingest) {
    return ingest.state().blocked().containsKey(new SourcePartition(running.topic, 0));
  }

  private AclBinding entry(AclOperation operation, AclPermissionType permission) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, running.topic, PatternType.LITERAL),
        new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
  }

  /// Changes a byte before the end of the topic's log, or changes it back.
  private void flip(int beforeEnd) throws Exception {
    Path log = data.resolve(running.topic + "-0").resolve("00000000000000000000.log");
    try (var file = new RandomAccessFile(log.toFile(), "rw")) {
      file.seek(file.length() - beforeEnd);
      int was = file.read();
      file.seek(file.length() - beforeEnd);
      file.write(was ^ 0x55);
    }
  }
}
