/// Avro: codecs that follow from lists of fields, each with the schema that describes its bytes;
/// Confluent's framing; the registry's Confluent-compatible API; and a reader that keeps only the
/// fields that we need of a foreign event.
///
/// Bytes from outside are untrusted until decoded: any fault in them ends as one
/// [DecodeException][org.rollbook.model.avro.DecodeException], and no memory is allocated for a
/// stated length before that many bytes are there.
@NullMarked
package org.rollbook.model.avro;

import org.jspecify.annotations.NullMarked;
