package org.rollbook.chaos.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.rollbook.testkit.JsonFile;

/// The results as other programs read them.
public final class DrillResultsJson {

  private DrillResultsJson() {}

  /// Writes `results.json` anew.
  public static void write(Path file, List<DrillResult> results) {
    JsonFile.write(file, array(results));
  }

  static JsonNode array(List<DrillResult> results) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    results.forEach(result -> array.add(object(result)));
    return array;
  }

  private static ObjectNode object(DrillResult result) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object
        .put("drill", result.drill())
        .put("reads", result.reads())
        .put("wrong_rows", result.wrongRows())
        .put("false_absent", result.falseAbsent())
        .put("partial_lists", result.partialLists())
        .put("bounds_broken", result.boundsBroken())
        .put("writes_not_read_back", result.writesNotReadBack())
        .put("refused", result.refused())
        .put("longest_unreadable_ms", result.longestUnreadable())
        .put("longest_freshness_gap_ms", result.longestFreshnessGap())
        .put("restore_ms", result.restore());
    ObjectNode reasons = object.putObject("refused_by_reason");
    result.reasons().forEach(reasons::put);
    ObjectNode silent = object.putObject("asked_again_after");
    result.silent().forEach(silent::put);
    return object;
  }
}
