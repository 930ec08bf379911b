package org.rollbook.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.campus.TruthJudgement;
import org.rollbook.testkit.campus.TruthJudgement.Agrees;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.kafka.SharedKafka;

/// The truth of the inspector after a restart on kept data.
final class PastEventsIT {

  private static final int NEWER = 1_000;

  private final BrokerClient broker = SharedKafka.broker().client();
  private final TopicPrefix site = new TopicPrefix(SharedKafka.uniquePrefix());
  private final String topic = site.join(CampusTopics.ENROLLMENTS);
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Truth truth = Truth.keepingAll();
  private final Instant now = Instant.now();
  private final ProducedEvent event =
      new OpenEdxSerializer(Optional.of(site.value()), (subject, schema) -> idOf(schema))
          .produced(
              Campus.generate(CampusSettings.of(1, 20, 2), now.minusSeconds(3_600), 1).getFirst());

  @BeforeEach
  void createTopics() {
    broker.createTopic(topic, 1);
    broker.createTopic(DeadLetters.nameIn(site), 1);
  }

  @Test
  void shouldHaveEventsThatIngestAccepted() {
    send(event.value());
    ingestUpTo(1);

    addToTruth();

    assertThat(judge(row())).isInstanceOf(Agrees.class);
    assertThat(judge(Optional.empty())).isNotInstanceOf(Agrees.class);
  }

  @Test
  void shouldNotHaveEventsThatIngestRejected() {
    send(event.value());
    ingestUpTo(1);
    byte[] key = DeadLetters.key(topic, 0, 0);
    broker.send(new ProducerRecord<>(DeadLetters.nameIn(site), key, event.value()));

    addToTruth();

    assertThat(judge(Optional.empty())).isInstanceOf(Agrees.class);
    assertThat(judge(row())).isNotInstanceOf(Agrees.class);
  }

  @Test
  void shouldHaveEventsOfANewerSchema() throws IOException {
    send(ofNewerSchema());
    ingestUpTo(1);

    addToTruth();

    assertThat(judge(row())).isInstanceOf(Agrees.class);
    assertThat(judge(Optional.empty())).isNotInstanceOf(Agrees.class);
  }

  @Test
  void shouldLeaveOpenEventsThatIngestHasNotDecidedOn() {
    send(event.value());

    addToTruth();

    assertThat(judge(row())).isInstanceOf(Agrees.class);
    assertThat(judge(Optional.empty())).isInstanceOf(Agrees.class);
  }

  @Test
  void shouldSkipMessagesThatAreNoEvents() {
    broker.send(new ProducerRecord<>(topic, "no event".getBytes(UTF_8)));
    send(event.value());
    ingestUpTo(2);

    addToTruth();

    assertThat(judge(Optional.empty())).isNotInstanceOf(Agrees.class);
  }

  private int idOf(String schema) {
    int id = schemas.size() + 1;
    schemas.put(id, new Schema.Parser().parse(schema));
    return id;
  }

  private Schema schema(int id) {
    return requireNonNull(schemas.get(id));
  }

  private void send(byte[] value) {
    broker.send(new ProducerRecord<>(topic, 0, event.key(), value, event.headers()));
  }

  private void ingestUpTo(long offset) {
    var group = site.join("rollbook-enrollments-v1-ingest");
    var offsets = Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset));
    BrokerClient.result(broker.admin().alterConsumerGroupOffsets(group, offsets).all());
  }

  private void addToTruth() {
    PastEvents.of(SharedKafka.broker().bootstrapServers(), site, this::schema)
        .addTo(truth, List.of(topic), now);
  }

  private TruthJudgement judge(Optional<TrueEnrollment> observed) {
    CampusEnrollmentKey key = ((TrueEnrollment) event.payload()).key();
    return truth.enrollments().judge(key, Instant.MAX, observed);
  }

  private Optional<TrueEnrollment> row() {
    return Optional.of((TrueEnrollment) event.payload());
  }

  /// The event as a later release writes it, with one more field in the middle.
  private byte[] ofNewerSchema() throws IOException {
    ByteBuffer avro = ConfluentFraming.parse(event.value()).orElseThrow().avro();
    byte[] bytes = new byte[avro.remaining()];
    avro.get(bytes);
    Schema older = schema(ByteBuffer.wrap(event.value()).getInt(1));
    String mode = "{\"name\":\"mode\",\"type\":\"string\"}";
    String more = "{\"name\":\"more\",\"type\":\"string\",\"default\":\"more\"}";
    var newer = new Schema.Parser().parse(older.toString().replace(mode, more + "," + mode));
    assertThat(newer).isNotEqualTo(older);
    schemas.put(NEWER, newer);
    var payload =
        new GenericDatumReader<GenericRecord>(older, newer)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    var out = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(newer).write(payload, encoder);
    return ConfluentFraming.framed(NEWER, out.toByteArray());
  }
}
