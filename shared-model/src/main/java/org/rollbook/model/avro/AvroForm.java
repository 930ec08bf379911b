package org.rollbook.model.avro;

/// How a value is written in Avro's binary encoding. This is enough for a program that reads only
/// its own bytes; all others need an [AvroCodec], which adds the schema.
///
/// Implementations hold no state and are used from many threads.
///
/// @param <T> the value
public interface AvroForm<T> extends AvroWriter<T>, AvroReader<T> {}
