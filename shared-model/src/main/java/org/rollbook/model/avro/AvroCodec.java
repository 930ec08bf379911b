package org.rollbook.model.avro;

import java.util.function.Function;
import org.apache.avro.Schema;

/// How a value is written in Avro, and the schema that describes those bytes exactly. For values
/// that are stored or published, and that others or later releases read.
///
/// [AvroTypes] has the codecs that others are made of.
///
/// @param <T> the value
public interface AvroCodec<T> extends AvroForm<T> {

  Schema schema();

  /// A codec of these.
  static <T> AvroCodec<T> of(Schema schema, AvroWriter<T> writer, AvroReader<T> reader) {
    return new SimpleCodec<>(schema, writer, reader);
  }

  /// The same bytes for values of another type, which are converted to these and back.
  default <R> AvroCodec<R> mapped(Function<? super T, R> read, Function<? super R, T> written) {
    return of(
        schema(), (value, out) -> write(written.apply(value), out), in -> read.apply(read(in)));
  }
}
