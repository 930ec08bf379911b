package org.rollbook.testkit.campus;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.rollbook.model.SourcePosition;
import org.rollbook.testkit.kafka.SharedKafka;

final class OpenEdxProducerIT {

  private static final int PARTITIONS = 6;

  private final String prefix = SharedKafka.uniquePrefix();
  private final Clock clock = Clock.systemUTC();
  private final Truth truth = Truth.keepingAll();

  @Test
  void shouldPublishWhatTheTruthHas() {
    createTopics();
    var settings = CampusSettings.of(5, 2_000, 50).withUnenrollmentsApart(true);
    Instant start = clock.instant().minus(settings.longestSpan(20_000));
    var publications = Campus.generate(settings, start, 20_000);

    List<Acknowledgement> done;
    try (var producer = producer()) {
      done = producer.publishAll(publications);
    }

    var onTheBus = records().toList();
    assertThat(onTheBus).hasSameSizeAs(publications);
    assertThat(onTheBus.stream().map(OpenEdxProducerIT::position).collect(toSet()))
        .isEqualTo(done.stream().flatMap(one -> one.position().stream()).collect(toSet()));
    assertSame(Truth.of(publications), truth);
    assertSame(truthOf(onTheBus), truth);
  }

  @Test
  void shouldContinueFromWhatIsOnTheBus() {
    createTopics();
    var settings = CampusSettings.of(5, 50, 3);
    try (var producer = producer()) {
      producer.publishAll(Campus.generate(settings, clock.instant().minusSeconds(3_600), 1_000));
    }
    var before = new HashMap<CampusEnrollmentKey, Instant>();
    var resumed = Campus.running(settings, clock).resume(truthOf(records().toList()));
    truth.enrollments().rows().forEach(row -> before.put(row.key(), row.enrolledAt()));

    assertThat(
            Stream.generate(resumed::next)
                .limit(500)
                .map(next -> (TrueEnrollment) next.event().payload()))
        .allSatisfy(
            payload ->
                assertThat(payload.enrolledAt())
                    .isEqualTo(
                        before.computeIfAbsent(payload.key(), fresh -> payload.enrolledAt())));
  }

  @Test
  void shouldRunAgainstABroker() {
    createTopics();
    var settings = CampusSettings.of(6, 200, 10);
    try (var producer = producer();
        var run = new CampusRun(Campus.running(settings, clock), producer, 400, clock)) {
      run.start();
      await().until(() -> run.progress().acknowledged() > 800);
      assertThat(run.progress().failed()).isZero();
    }
    assertSame(truthOf(records().toList()), truth);
  }

  private OpenEdxProducer producer() {
    var serializer =
        new OpenEdxSerializer(Optional.of(prefix), (subject, schema) -> schema.length());
    return OpenEdxProducer.to(SharedKafka.broker().bootstrapServers(), serializer, truth, clock);
  }

  private void createTopics() {
    topics().forEach(topic -> SharedKafka.broker().client().createTopic(topic, PARTITIONS));
  }

  private Stream<ConsumerRecord<byte[], byte[]>> records() {
    return topics().flatMap(topic -> SharedKafka.broker().client().records(topic).stream());
  }

  private Stream<String> topics() {
    return Stream.of(CampusTopics.ENROLLMENTS, CampusTopics.UNENROLLMENTS)
        .map(topic -> prefix + "-" + topic);
  }

  private static Truth truthOf(List<ConsumerRecord<byte[], byte[]>> records) {
    var event = Truth.keepingAll();
    for (var found : records) {
      var payload = OpenEdxDeserializer.payload(found.headers(), found.value());
      event.sending(payload).acknowledged(Instant.MIN);
    }
    return event;
  }

  private static void assertSame(Truth one, Truth other) {
    assertSame(one.enrollments(), other.enrollments());
  }

  private static <R, F> void assertSame(ViewTruth<?, R, F> one, ViewTruth<?, R, F> other) {
    assertThat(one.courses()).isNotEmpty().isEqualTo(other.courses());
    for (var course : one.courses()) {
      assertThat(one.rowsOf(course)).isEqualTo(other.rowsOf(course));
      assertThat(one.figures(course)).isEqualTo(other.figures(course));
    }
  }

  private static SourcePosition position(ConsumerRecord<byte[], byte[]> found) {
    return new SourcePosition(found.topic(), found.partition(), found.offset());
  }
}
