package org.rollbook.enrollments.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.rollbook.enrollments.topology.EnrollmentsTopology;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.node.NodeProcess;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;

/// A view that cannot merge an event in its journal, which another release may have written.
///
/// Its tests share a site, so one runs after the other, beside those of other classes.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the site of UnmergeableIT")
class UnmergeableIT {

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start("enrollments", folder);
    site.view().awaitReady();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void shouldGoOnIncompleteUntilTheEventIsReplayed() {
    ProducedEvent event = site.produced(CampusSettings.of(7, 30, 4), 1).getFirst();
    CampusEnrollmentKey key = event.payload().key();
    String row = CampusView.ENROLLMENTS.urls().row(key).toString();
    String roster = CampusView.ENROLLMENTS.urls().rowsOf(key.course()).toString();
    RecordMetadata at = site.broker().send(event.message(Site.PARTITIONS));
    awaitCompleteness(row, true);
    awaitCompleteness(roster, true);

    replaceInJournal(new byte[] {42});
    awaitCompleteness(row, false);
    assertThat(site.get(roster).header("Rollbook-Complete-Since")).isNotNull();
    assertThat(metrics())
        .contains("rollbook_view_unmergeable_total{view=\"enrollments\"} 1.0")
        .contains("rollbook_view_unmergeable_partitions{view=\"enrollments\"} 1.0");
    ConsumerRecord<byte[], byte[]> letter = site.deadLetters().getFirst();
    assertThat(new String(letter.key(), UTF_8)).endsWith("-enrollments");
    assertThat(letter.headers().lastHeader(DeadLetters.CAUSE).value())
        .isEqualTo("unmergeable".getBytes(UTF_8));

    site.view().stop();
    site.view().startAgain();
    site.view().awaitReady();
    awaitCompleteness(row, false);

    assertThat(replay(new String(DeadLetters.key(at.topic(), at.partition(), at.offset()), UTF_8)))
        .isZero();
    awaitCompleteness(row, true);
    assertThat(metrics())
        .contains("rollbook_view_unmergeable_partitions{view=\"enrollments\"} 0.0");
  }

  @Test
  void shouldNotReplayAMissingEvent() {
    assertThat(replay("nonsense")).isEqualTo(2);
    assertThat(replay(site.topic("analytics") + "-0-0")).isEqualTo(2);
    assertThat(replay(site.topic("learning-course-enrollment-lifecycle") + "-0-99")).isEqualTo(2);
  }

  /// Replaces the value of the only event in the journal.
  private static void replaceInJournal(byte[] value) {
    ConsumerRecord<byte[], byte[]> journaled =
        site.broker().records(site.topic("rollbook.enrollments.by-learner")).stream()
            .filter(record -> !KeyBytes.isReserved(record.key()))
            .findFirst()
            .orElseThrow();
    site.broker()
        .send(
            new ProducerRecord<>(journaled.topic(), journaled.partition(), journaled.key(), value));
  }

  private static int replay(String letter) {
    var variables = new TreeMap<>(site.view().settings().environment());
    return NodeProcess.run(EnrollmentsTopology.DEFINITION, variables, List.of("replay", letter));
  }

  private static String metrics() {
    return site.manage("/prometheus").body();
  }

  private static void awaitCompleteness(String path, boolean complete) {
    await()
        .untilAsserted(
            () -> {
              var reply = site.get(path);
              assertThat(reply.status()).as(reply.body()).isEqualTo(200);
              assertThat(reply.header("Rollbook-Complete-Since") != null).isEqualTo(complete);
            });
  }
}
