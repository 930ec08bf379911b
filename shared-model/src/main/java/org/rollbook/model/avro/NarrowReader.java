package org.rollbook.model.avro;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/// Decodes foreign events into a reader schema of ours that has only the fields we need.
///
/// Fields that only the writer has are skipped as bytes: personal data never becomes an object, and
/// a newer writer's additions do no harm. Fields are matched by name; namespaces may differ.
/// Strings are read as [String], not as Avro's `Utf8`.
///
/// Safe for many threads. Readers are cached by writer schema; Avro caches their resolvers by
/// thread.
public final class NarrowReader {

  private final Schema reader;
  private final GenericData data = new GenericData();
  private final Map<Schema, GenericDatumReader<GenericRecord>> byWriter = new ConcurrentHashMap<>();

  /// @param reader a record of the wanted fields
  public NarrowReader(Schema reader) {
    this.reader = reader;
    // Avro's "fast reader" skips by recursion, as deep as the message nests.
    data.setFastReaderEnabled(false);
  }

  /// Reads one event.
  ///
  /// @param writer the schema that the bytes were written with
  /// @param avro one whole event; its position does not change
  /// @throws DecodeException if the bytes are not that, or the schemas do not fit
  public GenericRecord read(Schema writer, ByteBuffer avro) throws DecodeException {
    var decoder = new BoundedDecoder(avro);
    return decoder.whole(
        () -> byWriter.computeIfAbsent(writer, this::readerOf).read(null, decoder));
  }

  private GenericDatumReader<GenericRecord> readerOf(Schema writer) {
    return new StringReader(writer, reader, data);
  }

  /// Reads text as [String], whatever the writer's schema asks for.
  private static final class StringReader extends GenericDatumReader<GenericRecord> {

    StringReader(Schema writer, Schema reader, GenericData data) {
      super(writer, reader, data);
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Class findStringClass(Schema schema) {
      return String.class;
    }
  }
}
