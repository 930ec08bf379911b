package org.rollbook.reconciler.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.model.topic.TopicSettings;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.DayReport;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.report.Kept;
import org.rollbook.reconciler.report.KnownFinding;
import org.rollbook.reconciler.report.PassFigures;
import org.rollbook.reconciler.report.PassProgress;
import org.rollbook.reconciler.report.PassReport;
import org.rollbook.reconciler.settings.Mode;
import org.rollbook.runtime.topics.ManagedTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topic in which the reconciler keeps what outlasts a process: compacted, JSON. It has one
/// partition, and who is assigned that partition is the one instance that works.
///
/// ```
/// progress/<table>                      how far a pass has come
/// pass/<table>/<id>                     what a pass has done
/// day/<table>/<date>                    what was found on a day
/// finding/<table>/<learner>#<course>    a row that differs
/// ```
public record LogTopic(TopicPrefix site) {

  private static final Logger LOG = LoggerFactory.getLogger(LogTopic.class);

  private static final String NAME = "rollbook.reconciler-log.v1";
  private static final Duration COMPACTION_LAG = Duration.ofHours(1);
  private static final Duration ROLL = Duration.ofDays(1);
  private static final int KEY_PARTS = 3;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          // A later release may write more, and be taken back.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public String name() {
    return site.join(NAME);
  }

  TopicPartition partition() {
    return new TopicPartition(name(), 0);
  }

  public ManagedTopic managed() {
    return new ManagedTopic(name(), 1, TopicSettings.compacted(COMPACTION_LAG, ROLL).config());
  }

  ProducerRecord<byte[], byte[]> record(Kept kept) {
    try {
      return new ProducerRecord<>(
          name(), 0, key(kept).getBytes(UTF_8), JSON.writeValueAsBytes(json(kept)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("text and numbers are JSON", impossible);
    }
  }

  ProducerRecord<byte[], byte[]> tombstone(Kept kept) {
    return new ProducerRecord<>(name(), 0, key(kept).getBytes(UTF_8), null);
  }

  /// What a record is the newest of.
  static String key(Kept kept) {
    return switch (kept) {
      case PassProgress progress -> "progress/" + progress.table();
      case PassReport pass -> "pass/%s/%s".formatted(pass.table(), pass.id());
      case DayReport day -> "day/%s/%s".formatted(day.table(), day.day());
      case KnownFinding known ->
          "finding/%s/%d#%s"
              .formatted(
                  known.table(),
                  known.finding().key().learner().value(),
                  known.finding().key().course());
    };
  }

  private static ObjectNode json(Kept kept) {
    ObjectNode json = JSON.createObjectNode();
    return switch (kept) {
      case PassProgress progress ->
          json.put("pass", progress.passId())
              .put("started_at", IsoTime.format(progress.startedAt()))
              .put("after", progress.after())
              .put("rows", progress.rows())
              .put("orgs", progress.orgs())
              .put("ended", progress.ended());
      case PassReport pass ->
          json.put("mode", pass.mode().name())
              .put("started_at", IsoTime.format(pass.startedAt()))
              .put("ended_at", pass.endedAt().map(IsoTime::format).orElse(null))
              .put("failure", pass.failure().orElse(null))
              .set("figures", JSON.valueToTree(pass.figures()));
      case DayReport day -> json.set("figures", JSON.valueToTree(day.figures()));
      case KnownFinding known ->
          json.put("kind", known.finding().kind().name())
              .put("at", IsoTime.format(known.finding().at()))
              .put("content", known.finding().content())
              .put("drifting", known.drifting());
    };
  }

  /// What a record keeps; empty if it is a tombstone or none of ours, such as that of a later
  /// release.
  static Optional<Kept> read(ConsumerRecord<byte[], byte[]> message) {
    if (message.key() == null || message.value() == null) {
      return Optional.empty();
    }
    String[] key = new String(message.key(), UTF_8).split("/", KEY_PARTS);
    try {
      JsonNode json = JSON.readTree(message.value());
      return switch (key[0]) {
        case "progress" -> Optional.of(progress(key[1], json));
        case "pass" -> Optional.of(pass(key[1], key[2], json));
        case "day" ->
            Optional.of(
                new DayReport(
                    key[1],
                    LocalDate.parse(key[2]),
                    JSON.treeToValue(json.required("figures"), DayFigures.class)));
        case "finding" -> Optional.of(finding(key[1], key[2], json));
        default -> Optional.empty();
      };
    } catch (IOException | RuntimeException notOurs) {
      LOG.atWarn()
          .addKeyValue("key", String.join("/", key))
          .addKeyValue("why", notOurs.getMessage())
          .log("A record of the log cannot be read, and is passed over");
      return Optional.empty();
    }
  }

  private static PassProgress progress(String table, JsonNode json) {
    return new PassProgress(
        table,
        json.required("pass").textValue(),
        time(json, "started_at"),
        json.required("after").longValue(),
        json.required("rows").longValue(),
        json.required("orgs").textValue(),
        json.required("ended").booleanValue());
  }

  private static PassReport pass(String table, String id, JsonNode json)
      throws JsonProcessingException {
    return new PassReport(
        id,
        table,
        Mode.valueOf(json.required("mode").textValue()),
        time(json, "started_at"),
        Optional.ofNullable(json.required("ended_at").textValue()).map(IsoTime::parse),
        JSON.treeToValue(json.required("figures"), PassFigures.class),
        Optional.ofNullable(json.required("failure").textValue()));
  }

  private static KnownFinding finding(String table, String row, JsonNode json) {
    int separator = row.indexOf('#');
    var key =
        new LearnerCourse(
            new LearnerId(Long.parseLong(row.substring(0, separator))),
            new CourseKey(row.substring(separator + 1)));
    return new KnownFinding(
        table,
        new Finding(
            key,
            DriftKind.valueOf(json.required("kind").textValue()),
            time(json, "at"),
            json.path("content").asLong()),
        json.required("drifting").booleanValue());
  }

  private static Instant time(JsonNode json, String field) {
    return IsoTime.parse(json.required(field).textValue());
  }
}
