package org.rollbook.testkit.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One entry of a Redis stream, as Open edX's own producer wrote it.
public final class GoldenEntry {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode json;

  private GoldenEntry(JsonNode json) {
    this.json = json;
  }

  /// Whether the entries are on this machine.
  public static boolean available() {
    return Files.isDirectory(folder());
  }

  /// The entries of all cases that the producer did not drop.
  public static List<GoldenEntry> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.sorted().map(GoldenEntry::read).flatMap(Optional::stream).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    return Path.of(System.getProperty("rollbook.contract.home", ""), "golden-redis");
  }

  /// The folder has files that are no cases.
  private static Optional<GoldenEntry> read(Path file) {
    try {
      return Optional.of(JSON.readTree(file.toFile()))
          .filter(json -> json.path("produced").asBoolean())
          .map(GoldenEntry::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The name of the case, as in its file.
  public String name() {
    return text("case");
  }

  public String eventType() {
    return text("event_type");
  }

  /// The name of the stream, without the site's prefix.
  public String stream() {
    return text("stream_without_prefix");
  }

  /// The fields in their order.
  public Map<String, byte[]> fields() {
    var fields = new LinkedHashMap<String, byte[]>();
    for (JsonNode name : json.required("fields_order")) {
      String hex = json.required("fields_hex").required(name.textValue()).textValue();
      fields.put(name.textValue(), HexFormat.of().parseHex(hex));
    }
    return fields;
  }

  /// The message to Kafka that has the same value, if there is one.
  public Optional<GoldenMessage> message() {
    return Optional.ofNullable(json.path("kafka_golden_with_same_value_bytes").textValue())
        .map(Golden::message);
  }

  private String text(String field) {
    return json.required(field).textValue();
  }

  @Override
  public String toString() {
    return name();
  }
}
