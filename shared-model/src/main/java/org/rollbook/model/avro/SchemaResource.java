package org.rollbook.model.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/// Our own schemas, as `.avsc` files among the resources: there they can have docs, be compared,
/// and be given to others.
public final class SchemaResource {

  private SchemaResource() {}

  /// The schema of a resource.
  ///
  /// @param owner a class of the same jar
  /// @param path as [Class#getResourceAsStream] takes it, such as `/avro/some.avsc`
  /// @throws IllegalArgumentException if there is no such resource, or it is not a schema
  public static Schema of(Class<?> owner, String path) {
    try (InputStream text = owner.getResourceAsStream(path)) {
      if (text == null) {
        throw new IllegalArgumentException("no schema among the resources: " + path);
      }
      return new Schema.Parser().parse(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the schema " + path, unreadable);
    }
  }
}
