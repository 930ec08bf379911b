package org.rollbook.model.avro;

import org.apache.avro.Schema;

/// How a value is written in Avro by hand, and the schema that describes those bytes exactly. For
/// values that are stored or published, and that others or later releases read.
///
/// @param <T> the value
public interface AvroCodec<T> extends AvroForm<T> {

  Schema schema();
}
