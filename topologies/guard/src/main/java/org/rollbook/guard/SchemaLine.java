package org.rollbook.guard;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/// A schema in one line: names and types in the order in which our codecs write and read them,
/// without docs and namespaces.
final class SchemaLine {

  /// A named type is written out once.
  private final Set<String> described = new HashSet<>();

  private SchemaLine() {}

  static String of(Schema schema) {
    return new SchemaLine().text(schema);
  }

  private String text(Schema schema) {
    String logicalType = schema.getProp("logicalType");
    return plain(schema) + (logicalType == null ? "" : " as " + logicalType);
  }

  private String plain(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> described.add(schema.getFullName()) ? record(schema) : schema.getName();
      case ENUM -> schema.getName() + schema.getEnumSymbols();
      case FIXED -> schema.getName() + "(" + schema.getFixedSize() + " bytes)";
      case ARRAY -> "array of " + text(schema.getElementType());
      case MAP -> "map of " + text(schema.getValueType());
      case UNION ->
          schema.getTypes().stream().map(this::text).collect(Collectors.joining(" or ", "(", ")"));
      case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> schema.getType().getName();
    };
  }

  private String record(Schema schema) {
    return schema.getFields().stream()
        .map(field -> field.name() + " " + text(field.schema()))
        .collect(Collectors.joining(", ", schema.getName() + "{", "}"));
  }
}
