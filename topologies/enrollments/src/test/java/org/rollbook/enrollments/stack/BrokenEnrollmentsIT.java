package org.rollbook.enrollments.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.rollbook.enrollments.stack.BrokenMessages.Broken;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;

/// Sends a thousand broken messages between as many good ones.
///
/// Its tests share a site, so one runs after the other, beside those of other classes.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the site of BrokenEnrollmentsIT")
class BrokenEnrollmentsIT {

  private static final int GOOD = 900;
  private static final int NOBODYS_SCHEMA = 1_999_999_999;

  @TempDir static Path folder;
  private static Site site;
  private static Truth truth;

  /// The position of each broken message, and the expected reason of its rejection.
  private static final Map<String, String> EXPECTED = new TreeMap<>();

  @BeforeAll
  static void sendThemBetweenGoodOnes() {
    site = Site.start("enrollments", folder);
    site.view().awaitReady();
    var settings = CampusSettings.of(11, 200, 8).withPace(Duration.ofMillis(5));
    List<Delivery> campus = Site.untilNow(settings, GOOD);
    truth = Truth.of(campus);
    List<ProducedEvent> good = site.produced(campus);
    int keySchema = ByteBuffer.wrap(good.getFirst().key()).getInt(1);
    List<Broken> broken = new ArrayList<>(BrokenMessages.of(good.getFirst(), keySchema));
    broken.addFirst(BrokenMessages.ofUnknownSchema(good.getFirst(), NOBODYS_SCHEMA));
    sendMixed(broken, good);
  }

  /// Sends a broken message, a good one, and so on; good ones a second time if there are too few,
  /// which changes nothing.
  private static void sendMixed(List<Broken> broken, List<ProducedEvent> good) {
    assertThat(broken).hasSizeGreaterThan(good.size());
    List<ProducerRecord<byte[], byte[]>> messages =
        IntStream.range(0, broken.size())
            .boxed()
            .flatMap(
                i ->
                    Stream.of(
                        broken.get(i).message(),
                        good.get(i % good.size()).message(Site.PARTITIONS)))
            .toList();
    List<RecordMetadata> sent = site.broker().send(messages);
    for (int i = 0; i < broken.size(); i++) {
      RecordMetadata at = sent.get(2 * i);
      EXPECTED.put(
          new String(DeadLetters.key(at.topic(), at.partition(), at.offset()), UTF_8),
          broken.get(i).expected().word());
    }
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void shouldDeadLetterEachBrokenMessageOnceAndNothingElse() {
    assertThat(EXPECTED).hasSizeGreaterThan(1_000);
    awaitAllRejected();
    assertThat(causes()).isEqualTo(EXPECTED);
  }

  @Test
  void shouldCountThemByCause() {
    awaitAllRejected();
    Map<String, Long> expected =
        EXPECTED.values().stream()
            .collect(Collectors.groupingBy(cause -> cause, Collectors.counting()));
    String metrics = site.manage("/prometheus").body();

    assertThat(expected)
        .allSatisfy(
            (cause, count) ->
                assertThat(metrics)
                    .containsPattern(
                        "rollbook_ingest_rejected_total\\{cause=\"%s\"} %d\\.0\n"
                            .formatted(cause, count)));
  }

  @Test
  void shouldServeEveryGoodEvent() {
    var audit = CampusView.ENROLLMENTS.audit(site, truth);
    await().until(() -> audit.isTrueAfter(Instant.MIN));
  }

  private static void awaitAllRejected() {
    await("one unknown schema has a minute to become known")
        .until(() -> causes().size() >= EXPECTED.size());
  }

  private static Map<String, String> causes() {
    var causes = new TreeMap<String, String>();
    for (ConsumerRecord<byte[], byte[]> letter : site.deadLetters()) {
      byte[] cause = letter.headers().lastHeader(DeadLetters.CAUSE).value();
      causes.put(new String(letter.key(), UTF_8), new String(cause, UTF_8));
    }
    return causes;
  }
}
