package org.rollbook.model.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Pattern;

/// JSON as block YAML. Every scalar is written as in JSON, which YAML 1.2 reads alike; only the
/// braces are left out, which does not justify a library.
final class YamlText {

  private static final String STEP = "  ";

  /// Names that every version of YAML reads as text.
  private static final Pattern PLAIN =
      Pattern.compile("(?!(?i:true|false|null|yes|no|on|off|y|n)$)[A-Za-z_][A-Za-z0-9_.-]*");

  private YamlText() {}

  static String of(JsonNode document) {
    var text = new StringBuilder();
    write(document, "", text);
    return text.toString();
  }

  /// Writes a value after its name, with the end of its last line.
  private static void write(JsonNode node, String indent, StringBuilder out) {
    if (node.isEmpty()) {
      out.append(indent).append(node).append('\n');
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        out.append(indent).append(quoted(field.getKey())).append(':');
        writeBelow(field.getValue(), indent, out);
      }
    } else {
      for (JsonNode item : node) {
        out.append(indent).append('-');
        writeBelow(item, indent, out);
      }
    }
  }

  /// Scalars are written on the same line, everything else on lines of its own.
  private static void writeBelow(JsonNode node, String indent, StringBuilder out) {
    if (node.isEmpty()) {
      out.append(' ').append(node).append('\n');
    } else {
      out.append('\n');
      write(node, indent + STEP, out);
    }
  }

  private static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : TextNode.valueOf(name).toString();
  }
}
