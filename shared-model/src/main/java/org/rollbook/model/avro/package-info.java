/// Avro by hand: codecs that write a value field by field and a schema that says so, Confluent's
/// framing, the registry's Confluent-compatible API, and a reader that keeps only what we need of a
/// foreign event.
///
/// Bytes from outside are hostile until decoded: whatever is wrong with them ends as one
/// [DecodeException][org.rollbook.model.avro.DecodeException], and no length that they state is
/// allocated before that many bytes are there.
@NullMarked
package org.rollbook.model.avro;

import org.jspecify.annotations.NullMarked;
