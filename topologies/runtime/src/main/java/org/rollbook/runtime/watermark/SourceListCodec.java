package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.util.HashSet;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// Lists of source topics, as watermarks and as-of rows both write them.
final class SourceListCodec {

  static final Schema SCHEMA = Schema.createArray(Schema.create(Schema.Type.STRING));

  private SourceListCodec() {}

  static void write(SourceList sources, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(sources.topics().size());
    for (String topic : new TreeSet<>(sources.topics())) {
      out.startItem();
      out.writeString(topic);
    }
    out.writeArrayEnd();
  }

  static SourceList read(Decoder in) throws IOException {
    var topics = new HashSet<String>();
    for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
      for (long item = 0; item < left; item++) {
        topics.add(in.readString());
      }
    }
    return new SourceList(topics);
  }
}
