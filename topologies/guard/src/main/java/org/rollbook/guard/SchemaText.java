package org.rollbook.guard;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/// A schema in one line: names and types in their order, which is how our codecs write and read; no
/// docs and no namespaces.
final class SchemaText {

  /// A named type is written out once.
  private final Set<String> told = new HashSet<>();

  private SchemaText() {}

  static String of(Schema schema) {
    return new SchemaText().text(schema);
  }

  private String text(Schema schema) {
    String logicalType = schema.getProp("logicalType");
    return plain(schema) + (logicalType == null ? "" : " as " + logicalType);
  }

  private String plain(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> told.add(schema.getFullName()) ? record(schema) : schema.getName();
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
