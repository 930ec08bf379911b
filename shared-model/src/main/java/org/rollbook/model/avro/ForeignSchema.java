package org.rollbook.model.avro;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;

/// Parses schemas that others wrote.
///
/// Names and defaults are not validated, because they do not change how bytes are read: Open edX
/// has a namespace with a hyphen, which Avro for Java refuses by default. Depth and size are
/// bounded, because Avro unfolds a schema by recursion: sixty records that each contain the next
/// one twice would not fit into any memory.
final class ForeignSchema {

  /// Open edX's deepest schema nests 5 levels, its largest has some 60 types.
  private static final int MAX_HEIGHT = 64;

  private static final int MAX_SIZE = 10_000;

  /// How deep a schema nests, and how many types it has if every reference is written out.
  private record Extent(int height, long size) {

    private static final Extent NONE = new Extent(0, 0);

    Extent plus(Extent other) {
      return new Extent(Math.max(height, other.height), size + other.size);
    }

    Extent within() {
      if (height >= MAX_HEIGHT || size >= MAX_SIZE) {
        throw new SchemaParseException(
            "nests deeper than " + MAX_HEIGHT + " or unfolds to more than " + MAX_SIZE + " types");
      }
      return new Extent(height + 1, size + 1);
    }
  }

  private ForeignSchema() {}

  /// The schema, or why we cannot use it.
  static SchemaLookup.Answer parse(String text) {
    try {
      Schema schema =
          new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
      extentOf(schema, new IdentityHashMap<>());
      return new SchemaLookup.Known(schema);
    } catch (RuntimeException unreadable) {
      // Not only SchemaParseException: Avro also throws ClassCast and NullPointer for JSON of the
      // wrong shape.
      return new SchemaLookup.Unreadable(String.valueOf(unreadable.getMessage()));
    }
  }

  /// Whether bytes written with one schema mean the same when read with the other: registries
  /// reformat schemas, and docs may differ.
  static boolean areAlike(Schema one, Schema other) {
    return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
  }

  private static Extent extentOf(Schema schema, Map<Schema, Extent> records) {
    return switch (schema.getType()) {
      case RECORD -> extentOfRecord(schema, records);
      case ARRAY -> extentOf(schema.getElementType(), records).within();
      case MAP -> extentOf(schema.getValueType(), records).within();
      case UNION -> {
        Extent branches = Extent.NONE;
        for (Schema branch : schema.getTypes()) {
          branches = branches.plus(extentOf(branch, records));
        }
        yield branches.within();
      }
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
          Extent.NONE.within();
    };
  }

  private static Extent extentOfRecord(Schema schema, Map<Schema, Extent> records) {
    Extent known = records.get(schema);
    if (known != null) {
      return known;
    }
    // For a reference of the record to itself; Avro does not unfold that either.
    records.put(schema, Extent.NONE.within());
    Extent fields = Extent.NONE;
    for (Schema.Field field : schema.getFields()) {
      fields = fields.plus(extentOf(field.schema(), records));
    }
    Extent extent = fields.within();
    records.put(schema, extent);
    return extent;
  }
}
