package org.rollbook.model.avro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.jspecify.annotations.Nullable;

/// Whether one schema reads what another one wrote, and if not, because of which field.
///
/// Avro's own rules, and one more: a logical type must not change. Avro reads microseconds as
/// milliseconds without an error.
public final class SchemaFit {

  private static final String LOGICAL_TYPE = "logicalType";

  private SchemaFit() {}

  /// Each conflict as a phrase that begins with the field; none if the schemas fit.
  public static List<String> misfits(Schema reader, Schema writer) {
    Stream<String> byAvro =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()
            .stream()
            .map(misfit -> fieldAt(misfit.getLocation(), reader) + reasonOf(misfit));
    List<String> logical = new ArrayList<>();
    compareLogicalTypes("", reader, writer, logical);
    return Stream.concat(byAvro, logical.stream()).distinct().toList();
  }

  private static String reasonOf(Incompatibility misfit) {
    return switch (misfit.getType()) {
      case READER_FIELD_MISSING_DEFAULT_VALUE ->
          " is in the reader only, and has no default to read instead";
      case TYPE_MISMATCH ->
          " is %s to the reader and %s to the writer"
              .formatted(misfit.getReaderFragment(), misfit.getWriterFragment());
      case NAME_MISMATCH ->
          " is a %s to the reader and a %s to the writer"
              .formatted(
                  misfit.getReaderFragment().getName(), misfit.getWriterFragment().getName());
      case MISSING_ENUM_SYMBOLS -> " has symbols that the reader lacks: " + misfit.getMessage();
      case MISSING_UNION_BRANCH, FIXED_SIZE_MISMATCH -> ": " + misfit.getMessage();
    };
  }

  /// The field of a JSON pointer into a schema, such as `field stamp.event_id` for
  /// `/fields/5/type/fields/0`.
  private static String fieldAt(String pointer, Schema root) {
    List<String> names = new ArrayList<>();
    Schema schema = root;
    Iterator<String> steps = Arrays.stream(pointer.split("/", -1)).skip(1).iterator();
    while (steps.hasNext()) {
      String step = steps.next();
      if (step.equals("fields") && steps.hasNext()) {
        Schema.Field field = schema.getFields().get(Integer.parseInt(steps.next()));
        names.add(field.name());
        schema = field.schema();
      } else if (step.equals("items")) {
        schema = schema.getElementType();
      } else if (step.equals("values")) {
        schema = schema.getValueType();
      } else if (schema.isUnion() && step.matches("[0-9]+")) {
        schema = schema.getTypes().get(Integer.parseInt(step));
      }
    }
    return names.isEmpty() ? "the whole record" : "field " + String.join(".", names);
  }

  private static void compareLogicalTypes(
      String path, Schema reader, Schema writer, List<String> misfits) {
    String toReader = logicalTypeOf(reader);
    String toWriter = logicalTypeOf(writer);
    if (!Objects.equals(toReader, toWriter)) {
      misfits.add(
          "field %s is %s to the reader and %s to the writer"
              .formatted(path, named(toReader), named(toWriter)));
    }
    if (reader.getType() != writer.getType()) {
      return;
    }
    switch (reader.getType()) {
      case RECORD -> {
        for (Schema.Field field : reader.getFields()) {
          Schema.@Nullable Field written = writer.getField(field.name());
          if (written != null) {
            String name = path.isEmpty() ? field.name() : path + "." + field.name();
            compareLogicalTypes(name, field.schema(), written.schema(), misfits);
          }
        }
      }
      case ARRAY ->
          compareLogicalTypes(path, reader.getElementType(), writer.getElementType(), misfits);
      case MAP -> compareLogicalTypes(path, reader.getValueType(), writer.getValueType(), misfits);
      case UNION -> {
        String here = logicalTypesOf(reader);
        String there = logicalTypesOf(writer);
        if (!here.equals(there)) {
          misfits.add(
              "field %s is %s to the reader and %s to the writer".formatted(path, here, there));
        }
      }
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  private static @Nullable String logicalTypeOf(Schema schema) {
    return schema.getProp(LOGICAL_TYPE);
  }

  private static String logicalTypesOf(Schema union) {
    return union.getTypes().stream()
        .map(branch -> named(logicalTypeOf(branch)))
        .collect(Collectors.joining(" or "));
  }

  private static String named(@Nullable String logicalType) {
    return logicalType == null ? "plain" : logicalType;
  }
}
