package org.rollbook.testkit.campus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.rollbook.model.EventStamp;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.openedx.WriterSchema;

/// Serializes events as `event-bus-kafka` does: Avro in Confluent framing for the key too, ten
/// headers in a fixed order, and subjects by topic and record name
/// (`topic_record_subject_name_strategy`).
///
/// Ids are requested once per subject and schema, and kept as long as the process lives, like the
/// real one's; so a registry that lost them does not get them again. Any thread.
public final class OpenEdxSerializer {

  private static final String LIBRARY_VERSION = "11.2.0";

  private final Optional<String> prefix;
  private final SchemaIds ids;
  private final Map<String, Integer> known = new ConcurrentHashMap<>();

  /// Serializes for a site.
  ///
  /// @param prefix the site's `EVENT_BUS_TOPIC_PREFIX`, if it has one
  public OpenEdxSerializer(Optional<String> prefix, SchemaIds ids) {
    this.prefix = prefix;
    this.ids = ids;
  }

  /// The message.
  ///
  /// @throws java.io.UncheckedIOException if there is no id for a schema
  public ProducedEvent produced(Delivery publication) {
    CampusEvent event = publication.event();
    String topic = fullTopic(publication.topic());
    WriterSchema writer = LmsEventType.of(event.payload().stamp()).writer();
    int valueId =
        known.computeIfAbsent(writer.valueSubject(topic), it -> ids.of(it, writer.text()));
    int keyId = keyId(WriterSchema.keySubject(topic), writer.keyText());
    return new ProducedEvent(
        publication,
        topic,
        ConfluentFraming.framed(keyId, EventEncoding.key(event)),
        ConfluentFraming.framed(valueId, EventEncoding.value(event)),
        headers(event));
  }

  private String fullTopic(String topic) {
    return prefix.map(site -> site + "-" + topic).orElse(topic);
  }

  /// All keys of a topic share a subject, whatever field of the value they are.
  private int keyId(String subject, String schema) {
    return known.computeIfAbsent(subject + " " + schema, unknown -> ids.of(subject, schema));
  }

  private static List<Header> headers(CampusEvent event) {
    EventStamp stamp = event.payload().stamp();
    return List.of(
        header("ce_specversion", "1.0"),
        header("content-type", "application/avro"),
        header("ce_datacontenttype", "application/avro"),
        header("ce_type", stamp.eventType().wireName()),
        header("ce_id", stamp.eventId()),
        header("ce_source", stamp.source()),
        header("ce_time", PythonText.isoformat(stamp.eventTime())),
        header("ce_minorversion", "0"),
        header("sourcehost", event.host()),
        header("sourcelib", LIBRARY_VERSION));
  }

  private static Header header(String name, String text) {
    return new RecordHeader(name, text.getBytes(UTF_8));
  }
}
