package org.rollbook.model.avro;

import org.apache.avro.Schema;

/// How a value is written in Avro by hand, and the schema that describes those bytes exactly: for
/// what is kept or published, and read by others or by later releases.
///
/// @param <T> the value
public interface AvroCodec<T> extends AvroForm<T> {

  Schema schema();
}
