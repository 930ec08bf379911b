package org.rollbook.benchmark.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.rollbook.testkit.JsonFile;

/// The rows as other programs read them.
public final class BenchmarkResultsJson {

  private BenchmarkResultsJson() {}

  /// Writes `results.json` anew.
  public static void write(Path file, List<ResultRow> rows) {
    JsonFile.write(file, array(rows));
  }

  static JsonNode array(List<ResultRow> rows) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> array.add(object(row)));
    return array;
  }

  private static ObjectNode object(ResultRow row) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("benchmark", row.benchmark()).put("beside", row.baseline()).put("unit", row.unit());
    object.set("ours", spread(row.ours()));
    object.set("theirs", spread(row.theirs()));
    object.set("ratio", spread(row.ratio()));
    return object.put("aim", row.aim().toString()).put("met", row.met());
  }

  private static ObjectNode spread(Spread spread) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("median", spread.median())
        .put("min", spread.min())
        .put("max", spread.max());
  }
}
