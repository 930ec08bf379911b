package org.rollbook.model.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.topic.Partitions;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.model.topic.TopicSettings;

/// The topic of the bridge's progress, compacted: a key is the full name of a stream, its value a
/// [StreamProgress] as JSON.
///
/// The bridge writes it after the broker has acknowledged what it states, and goes on from there.
/// Every topology reads all of it: an answer must not claim to be newer than what the bridge has
/// published.
public final class BridgeTopic {

  public static final String NAME = "rollbook.redis-bridge.v1";

  /// Instances of the bridge share streams by partitions. Never another number: a stream's progress
  /// would be looked for elsewhere.
  public static final int PARTITIONS = 4;

  private static final Duration COMPACTION_LAG = Duration.ofMinutes(1);

  /// Everybody reads all of it at the start, so it must stay small; the newest segment is never
  /// compacted.
  private static final Duration ROLL = Duration.ofMinutes(10);

  private static final ObjectMapper JSON = new ObjectMapper();

  private BridgeTopic() {}

  public static String nameIn(TopicPrefix site) {
    return site.join(NAME);
  }

  public static TopicSettings settings() {
    return TopicSettings.compacted(COMPACTION_LAG, ROLL);
  }

  /// The partition with the progress of a stream.
  public static int partition(String stream) {
    return Partitions.of(key(stream), PARTITIONS);
  }

  public static byte[] key(String stream) {
    return stream.getBytes(UTF_8);
  }

  public static byte[] value(StreamProgress progress) {
    ObjectNode json = JSON.createObjectNode();
    progress
        .position()
        .ifPresent(
            position ->
                json.putObject("position")
                    .put("id", position.id().toString())
                    .put("ordinal", position.ordinal())
                    .put("added", position.added())
                    .put("newest", position.newest().toString()));
    json.put("read_up_to", progress.readUpTo().map(IsoTime::format).orElse(null))
        .put("lost_at", progress.lostAt().map(IsoTime::format).orElse(null))
        .put("lost", progress.lost());
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("text and numbers are JSON", impossible);
    }
  }

  /// Reads a record; empty if it is none of ours.
  public static Optional<StreamProgress> read(byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null || value == null) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(value);
      return Optional.of(
          new StreamProgress(
              new String(key, UTF_8),
              Optional.of(json.path("position"))
                  .filter(JsonNode::isObject)
                  .map(BridgeTopic::position),
              text(json, "read_up_to").map(IsoTime::parse),
              text(json, "lost_at").map(IsoTime::parse),
              json.required("lost").longValue()));
    } catch (IOException | IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  private static StreamPosition position(JsonNode json) {
    return new StreamPosition(
        id(json, "id"),
        json.required("ordinal").longValue(),
        json.required("added").longValue(),
        id(json, "newest"));
  }

  private static EntryId id(JsonNode json, String field) {
    return text(json, field)
        .flatMap(EntryId::parse)
        .orElseThrow(() -> new IllegalArgumentException(field + " is no id of an entry"));
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.ofNullable(json.path(field).textValue());
  }
}
