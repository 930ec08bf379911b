package org.rollbook.reconciler.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.model.topic.TopicSettings;
import org.rollbook.runtime.topics.ManagedTopic;

/// The topic in which the reconciler writes down how far it has come: the table as key, JSON as
/// value, compacted. It has one partition, and who is assigned that partition is the one instance
/// that works.
public record ProgressTopic(TopicPrefix site) {

  private static final String NAME = "rollbook.reconciler-progress.v1";
  private static final Duration COMPACTION_LAG = Duration.ofHours(1);
  private static final Duration ROLL = Duration.ofDays(1);

  private static final ObjectMapper JSON = new ObjectMapper();

  public String name() {
    return site.join(NAME);
  }

  public ManagedTopic managed() {
    return new ManagedTopic(name(), 1, TopicSettings.compacted(COMPACTION_LAG, ROLL).config());
  }

  ProducerRecord<byte[], byte[]> record(PassProgress progress) {
    var json =
        JSON.createObjectNode()
            .put("pass", progress.passId())
            .put("started_at", IsoTime.format(progress.startedAt()))
            .put("after", progress.after())
            .put("ended", progress.ended());
    try {
      return new ProducerRecord<>(
          name(), 0, progress.table().getBytes(UTF_8), JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("text and numbers are JSON", impossible);
    }
  }

  /// The progress of a record; empty if it is none of ours.
  static Optional<PassProgress> read(ConsumerRecord<byte[], byte[]> message) {
    try {
      JsonNode json = JSON.readTree(message.value());
      return Optional.of(
          new PassProgress(
              new String(message.key(), UTF_8),
              json.required("pass").textValue(),
              IsoTime.parse(json.required("started_at").textValue()),
              json.required("after").longValue(),
              json.required("ended").booleanValue()));
    } catch (IOException | RuntimeException notOurs) {
      return Optional.empty();
    }
  }
}
