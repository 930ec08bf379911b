package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class OpenEdxProducerTest {

  private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final CampusSettings SETTINGS = CampusSettings.of(3, 100, 5);
  private static final int PARTITIONS = 4;

  private final Truth truth = Truth.keepingAll();
  private final SteppingClock clock = new SteppingClock();

  @Test
  void shouldReportEachEventToTheTruthWhenItIsSentAndAcknowledged() throws Exception {
    var kafka = kafka(false);
    var outcome = producer(kafka, (subject, schema) -> 1).publish(publication());
    var payload = (TrueEnrollment) publication().event().payload();
    assertThat(truth.enrollments().judge(payload.key(), Instant.MAX, Optional.of(payload)))
        .isEqualTo(new TruthJudgement.Agrees());
    assertThat(truth.enrollments().row(payload.key())).isEmpty();

    kafka.completeNext();

    assertThat(truth.enrollments().row(payload.key())).contains(payload);
    assertThat(outcome.get().sentAt()).isEqualTo(second(1));
    assertThat(outcome.get().acknowledgedAt()).isEqualTo(second(2));
    assertThat(outcome.get().position().orElseThrow().offset()).isZero();
  }

  @Test
  void shouldChooseThePartitionByTheKeysBytes() {
    var kafka = kafka(true);
    var publications = Campus.generate(SETTINGS, START, 200);
    var done = producer(kafka, (subject, schema) -> 1).publishAll(publications);

    assertThat(done).hasSameSizeAs(publications);
    assertThat(kafka.history())
        .hasSameSizeAs(publications)
        .allSatisfy(
            message ->
                assertThat(message.partition())
                    .isEqualTo((int) (crc32(message.key()) % PARTITIONS)));
  }

  @Test
  void shouldAllowAFailedEventToBeOnTheBusOrNot() {
    var kafka = kafka(false);
    var outcome = producer(kafka, (subject, schema) -> 1).publish(publication());

    kafka.errorNext(new TimeoutException("no broker"));

    var payload = (TrueEnrollment) publication().event().payload();
    assertThat(outcome).isCompletedExceptionally();
    assertThat(truth.enrollments().judge(payload.key(), Instant.MAX, Optional.empty()))
        .isEqualTo(new TruthJudgement.Agrees());
    assertThat(truth.enrollments().judge(payload.key(), Instant.MAX, Optional.of(payload)))
        .isEqualTo(new TruthJudgement.Agrees());
  }

  @Test
  void shouldLoseTheEventWithoutASchemaId() {
    var kafka = kafka(true);
    SchemaIds none =
        (subject, schema) -> {
          throw new UncheckedIOException(new IOException("registry is down"));
        };

    assertThat(producer(kafka, none).publish(publication())).isCompletedExceptionally();
    assertThat(kafka.history()).isEmpty();
    assertThat(truth.enrollments().courses()).isEmpty();
  }

  @Test
  void shouldRunAtItsRateUntilClosed() {
    var kafka = kafka(true);
    var run =
        new CampusRun(
            Campus.running(SETTINGS, Clock.systemUTC()),
            producer(kafka, (subject, schema) -> 1),
            500,
            Clock.systemUTC());
    var before = run.progress();
    run.start();
    await().until(() -> run.progress().acknowledged() >= 250);
    run.close();

    var after = run.progress();
    assertThat(after.published()).isEqualTo(kafka.history().size());
    assertThat(after.failed()).isZero();
    assertThat(after.repeated()).isPositive();
    assertThat(after.late()).isPositive();
    assertThat(after.perSecondSince(before)).isPositive().isLessThan(600.0);
  }

  @Test
  void shouldCountTheSecondsBetweenTwoProgresses() {
    var earlier = new CampusProgress(second(0), 0, 100, 0, 0, 0, 0);
    var later = new CampusProgress(second(10), 0, 350, 0, 0, 0, 0);
    assertThat(later.perSecondSince(earlier)).isEqualTo(25);
    assertThat(later.perSecondSince(later)).isZero();
  }

  private OpenEdxProducer producer(MockProducer<byte[], byte[]> kafka, SchemaIds ids) {
    return new OpenEdxProducer(kafka, new OpenEdxSerializer(Optional.empty(), ids), truth, clock);
  }

  private static Delivery publication() {
    return Campus.generate(SETTINGS, START, 1).getFirst();
  }

  private static MockProducer<byte[], byte[]> kafka(boolean acknowledging) {
    var node = new Node(0, "localhost", 9092);
    var nodes = new Node[] {node};
    var partitions =
        List.of(CampusTopics.ENROLLMENTS, CampusTopics.UNENROLLMENTS).stream()
            .flatMap(
                topic ->
                    IntStream.range(0, PARTITIONS)
                        .mapToObj(n -> new PartitionInfo(topic, n, node, nodes, nodes)))
            .toList();
    return new MockProducer<>(
        new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of()),
        acknowledging,
        null,
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static long crc32(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static Instant second(int second) {
    return START.plusSeconds(second);
  }

  /// A clock that advances by a second at each call.
  private static final class SteppingClock implements InstantSource {

    private Instant now = START;

    @Override
    public Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }
  }
}
