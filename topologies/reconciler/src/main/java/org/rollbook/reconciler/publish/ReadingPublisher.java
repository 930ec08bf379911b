package org.rollbook.reconciler.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.digest.ShortHash;
import org.rollbook.model.event.EventHeaders;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.lms.AbsentRow;
import org.rollbook.model.lms.LmsPass;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.model.lms.Reading;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.report.Kept;
import org.rollbook.reconciler.report.PassProgress;
import org.rollbook.runtime.publish.AcknowledgedProducer;
import org.rollbook.runtime.settings.Settings;

/// Publishes readings, and what outlasts the process. What was published counts only once
/// [#awaitAcknowledged] has returned.
public final class ReadingPublisher implements AutoCloseable {

  private final AcknowledgedProducer producer;
  private final TopicPrefix site;
  private final String topic;
  private final LogTopic log;
  private final SchemaIds ids;

  /// The ids that the registry gave to the schemas of subjects.
  @FunctionalInterface
  public interface SchemaIds {
    int of(String subject);
  }

  public ReadingPublisher(Settings settings, SchemaIds ids) {
    this.producer = new AcknowledgedProducer(settings);
    this.site = settings.topicPrefix();
    this.topic = settings.readingsTopic();
    this.log = new LogTopic(site);
    this.ids = ids;
  }

  /// The schemas that the registry must have, by subject.
  public static Map<String, Schema> schemas(
      TopicPrefix site, Iterable<? extends ComparedTable<?>> tables) {
    var schemas = new TreeMap<String, Schema>();
    schemas.put(LmsRows.keySubject(site), LmsRows.Key.CODEC.schema());
    add(schemas, site, LmsPass.COMPLETED);
    for (ComparedTable<?> table : tables) {
      add(schemas, site, table.read());
      add(schemas, site, table.absent());
    }
    return schemas;
  }

  private static void add(Map<String, Schema> schemas, TopicPrefix site, Reading<?> reading) {
    Schema schema = reading.codec().schema();
    schemas.put(LmsRows.valueSubject(site, schema), schema);
  }

  /// Publishes a row as the table has it.
  ///
  /// Its id follows from the table, the primary key and the content: the same reading published
  /// again does not make the journals grow.
  ///
  /// @param stamp a time before which no event can know more than the reading
  public <T> void read(ComparedTable<T> table, long id, T row, Instant stamp) {
    byte[] value = AvroBytes.plain(table.read().codec(), row);
    send(
        new LmsRows.Key(table.name(), Long.toString(id)),
        new Event(
            table.read().type(), "lms:%s:%d:%s".formatted(table.name(), id, hash(value)), stamp),
        table.read().codec(),
        value);
  }

  /// Publishes that the table has no row for a key.
  public void absent(ComparedTable<?> table, LearnerCourse key, Instant stamp) {
    byte[] value =
        AvroBytes.plain(table.absent().codec(), new AbsentRow(key.learner(), key.course()));
    send(
        new LmsRows.Key(table.name(), key.learner().value() + "#" + key.course().value()),
        new Event(
            table.absent().type(), "lms:%s:absent:%s".formatted(table.name(), hash(value)), stamp),
        table.absent().codec(),
        value);
  }

  /// Publishes that a whole pass has ended, after everything that it found.
  public void completed(LmsPass pass, String passId) {
    send(
        new LmsRows.Key(pass.table(), "pass"),
        new Event(LmsPass.COMPLETED.type(), passId, pass.startedAt()),
        LmsPass.COMPLETED.codec(),
        AvroBytes.plain(LmsPass.COMPLETED.codec(), pass));
  }

  private record Event(EventType type, String id, Instant time) {}

  private void send(LmsRows.Key key, Event event, AvroCodec<?> codec, byte[] value) {
    var message =
        new ProducerRecord<>(
            topic,
            ConfluentFraming.framed(
                ids.of(LmsRows.keySubject(site)), AvroBytes.plain(LmsRows.Key.CODEC, key)),
            ConfluentFraming.framed(ids.of(LmsRows.valueSubject(site, codec.schema())), value));
    message
        .headers()
        .add("ce_specversion", "1.0".getBytes(UTF_8))
        .add("content-type", "application/avro".getBytes(UTF_8))
        .add(EventHeaders.TYPE, event.type().wireName().getBytes(UTF_8))
        .add(EventHeaders.ID, event.id().getBytes(UTF_8))
        .add(EventHeaders.SOURCE, LmsRows.SOURCE.getBytes(UTF_8))
        .add(EventHeaders.TIME, IsoTime.format(event.time()).getBytes(UTF_8));
    producer.send(message);
  }

  /// Keeps something for later processes, in place of what was kept of the same.
  public void keep(Kept kept) {
    producer.send(log.record(kept));
  }

  /// Keeps something no longer.
  public void forget(Kept kept) {
    producer.send(log.tombstone(kept));
  }

  /// Returns when the broker has everything that was published.
  ///
  /// @throws org.apache.kafka.common.KafkaException if it has not taken something
  public void awaitAcknowledged() {
    producer.awaitAcknowledged();
  }

  /// Writes down how far a pass has come.
  ///
  /// @return the broker's time
  public Instant write(PassProgress position) throws InterruptedException {
    return Instant.ofEpochMilli(producer.write(log.record(position)).timestamp());
  }

  /// The broker's time.
  public Instant brokerTime() throws InterruptedException {
    return write(PassProgress.begun("clock", "", Instant.EPOCH, "").atEnd());
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().toHexDigits(ShortHash.of(bytes));
  }

  @Override
  public void close() {
    producer.close();
  }
}
