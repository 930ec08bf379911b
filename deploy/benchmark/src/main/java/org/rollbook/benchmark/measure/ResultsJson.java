package org.rollbook.benchmark.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The rows as other programs read them.
public final class ResultsJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultsJson() {}

  /// Writes `results.json` anew.
  public static void write(Path file, List<Row> rows) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), array(rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode array(List<Row> rows) {
    ArrayNode array = JSON.createArrayNode();
    rows.forEach(row -> array.add(object(row)));
    return array;
  }

  private static ObjectNode object(Row row) {
    ObjectNode object = JSON.createObjectNode();
    object.put("benchmark", row.benchmark()).put("beside", row.beside()).put("unit", row.unit());
    object.set("ours", spread(row.ours()));
    object.set("theirs", spread(row.theirs()));
    object.set("ratio", spread(row.ratio()));
    return object.put("aim", row.aim().toString()).put("met", row.met());
  }

  private static ObjectNode spread(Spread spread) {
    return JSON.createObjectNode()
        .put("median", spread.median())
        .put("min", spread.min())
        .put("max", spread.max());
  }
}
