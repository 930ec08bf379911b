package org.rollbook.model.openedx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Assumptions;

/// Messages and schemas of the real producer, in a folder next to the checkout.
///
/// @param json the producer's input and output
record Golden(String name, JsonNode json, Schema valueSchema) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// All messages about enrollment; skips the test with a message if they are absent.
  static List<Golden> enrollmentMessages() {
    try (Stream<Path> files = Files.list(home().resolve("golden"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted(Comparator.naturalOrder())
          .map(Golden::read)
          .filter(golden -> golden.type().contains("enrollment"))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The message of a name; skips the test with a message if it is absent.
  static Golden message(String name) {
    return read(home().resolve("golden").resolve(name + ".json"));
  }

  String type() {
    return json.path("event_type").asText();
  }

  byte[] value() {
    return HexFormat.of().parseHex(json.path("value_hex").asText());
  }

  JsonNode decoded() {
    return json.path("value_decoded");
  }

  Headers headers() {
    Headers headers = new RecordHeaders();
    json.path("headers_order")
        .forEach(
            name ->
                headers.add(
                    name.asText(),
                    HexFormat.of()
                        .parseHex(json.path("headers_hex").path(name.asText()).asText())));
    return headers;
  }

  @Override
  public String toString() {
    return name;
  }

  private static Path home() {
    String folder = System.getProperty("rollbook.contract.home", "");
    Assumptions.assumeTrue(
        !folder.isEmpty() && Files.isDirectory(Path.of(folder, "golden")),
        "the contract's golden messages are not there: rollbook.contract.home is '" + folder + "'");
    return Path.of(folder);
  }

  private static Golden read(Path file) {
    try {
      String name = String.valueOf(file.getFileName()).replace(".json", "");
      JsonNode json = MAPPER.readTree(file.toFile());
      Path schema = file.resolveSibling(name + ".value.avsc");
      return new Golden(
          name, json, Files.exists(schema) ? parsed(schema) : Schema.create(Schema.Type.NULL));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Schema parsed(Path file) {
    try {
      return new Schema.Parser(NameValidator.NO_VALIDATION).parse(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
