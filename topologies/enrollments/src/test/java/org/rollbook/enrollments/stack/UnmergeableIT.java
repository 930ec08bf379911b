package org.rollbook.enrollments.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.enrollments.topology.EnrollmentsTopology;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.node.NodeProcess;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.site.SharedRegistry;
import org.rollbook.testkit.site.Site;

/// A view that cannot merge an event in its journal, which another release may have written.
class UnmergeableIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void shouldGoOnIncompleteUntilTheEventIsReplayed() {
    try (var site = Site.start("enrollments", folder)) {
      site.view().awaitReady(Duration.ofSeconds(90));
      ProducedEvent event = event(site);
      RecordMetadata at = site.broker().send(event.message(Site.PARTITIONS));
      awaitCompleteness(site, row(event), true);

      replaceInJournal(site, new byte[] {42});
      awaitCompleteness(site, row(event), false);
      assertThat(site.get(roster(event)).header("Rollbook-Complete-Since")).isNotNull();
      assertThat(metrics(site))
          .contains("rollbook_view_unmergeable_total{view=\"enrollments\"} 1.0")
          .contains("rollbook_view_unmergeable_partitions{view=\"enrollments\"} 1.0");
      ConsumerRecord<byte[], byte[]> letter = site.deadLetters().getFirst();
      assertThat(new String(letter.key(), UTF_8)).endsWith("-enrollments");
      assertThat(letter.headers().lastHeader(DeadLetters.CAUSE).value())
          .isEqualTo("unmergeable".getBytes(UTF_8));

      site.view().stop();
      site.view().startAgain();
      site.view().awaitReady(Duration.ofSeconds(90));
      awaitCompleteness(site, row(event), false);

      assertThat(
              replay(
                  site,
                  new String(DeadLetters.key(at.topic(), at.partition(), at.offset()), UTF_8)))
          .isZero();
      awaitCompleteness(site, row(event), true);
      assertThat(metrics(site))
          .contains("rollbook_view_unmergeable_partitions{view=\"enrollments\"} 0.0");
    }
  }

  @Test
  void shouldNotReplayAMissingEvent() {
    try (var site = Site.start("enrollments", folder)) {
      site.view().awaitReady(Duration.ofSeconds(90));

      assertThat(replay(site, "nonsense")).isEqualTo(2);
      assertThat(replay(site, site.topic("analytics") + "-0-0")).isEqualTo(2);
      assertThat(replay(site, site.topic("learning-course-enrollment-lifecycle") + "-0-99"))
          .isEqualTo(2);
    }
  }

  private static ProducedEvent event(Site site) {
    var settings = CampusSettings.of(7, 30, 4);
    var ids = new ConfluentSchemaIds(URI.create(SharedRegistry.process().url()));
    var serializer = new OpenEdxSerializer(Optional.of(site.prefix().value()), ids);
    return serializer.produced(
        Campus.generate(settings, Instant.now().minus(settings.longestSpan(1)), 1).getFirst());
  }

  private static String row(ProducedEvent event) {
    var payload = (TrueEnrollment) event.payload();
    return "/v1/learners/%d/enrollments/%s"
        .formatted(payload.key().learner().value(), payload.key().course().value());
  }

  private static String roster(ProducedEvent event) {
    var payload = (TrueEnrollment) event.payload();
    return "/v1/courses/%s/enrollments".formatted(payload.key().course().value());
  }

  /// Replaces the value of the only event in the journal.
  private static void replaceInJournal(Site site, byte[] value) {
    ConsumerRecord<byte[], byte[]> journaled =
        site.broker().records(site.topic("rollbook.enrollments.by-learner")).stream()
            .filter(record -> !KeyBytes.isReserved(record.key()))
            .findFirst()
            .orElseThrow();
    site.broker()
        .send(
            new ProducerRecord<>(journaled.topic(), journaled.partition(), journaled.key(), value));
  }

  private static int replay(Site site, String letter) {
    Map<String, String> variables = new TreeMap<>(site.view().settings().environment());
    return NodeProcess.run(EnrollmentsTopology.DEFINITION, variables, List.of("replay", letter));
  }

  private static String metrics(Site site) {
    return site.manage("/prometheus").body();
  }

  private static void awaitCompleteness(Site site, String path, boolean complete) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              var reply = site.get(path);
              assertThat(reply.status()).as(reply.body()).isEqualTo(200);
              assertThat(reply.header("Rollbook-Complete-Since") != null).isEqualTo(complete);
            });
  }
}
