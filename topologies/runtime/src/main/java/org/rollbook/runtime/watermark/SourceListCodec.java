package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroBlocks;

/// Lists of source topics, as watermarks and as-of rows both write them.
final class SourceListCodec {

  static final Schema SCHEMA = Schema.createArray(Schema.create(Schema.Type.STRING));

  private SourceListCodec() {}

  static void write(SourceList sources, Encoder out) throws IOException {
    AvroBlocks.writeArray(
        new TreeSet<>(sources.topics()), out, (topic, to) -> to.writeString(topic));
  }

  static SourceList read(Decoder in) throws IOException {
    return new SourceList(Set.copyOf(AvroBlocks.readArray(in, Decoder::readString)));
  }
}
