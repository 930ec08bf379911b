package org.rollbook.runtime.view;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.TimestampMicros;

/// How a view stores which events are missing, format 1.
record MissingEventsCodec() implements AvroCodec<MissingEvents> {

  private static final Schema SCHEMA =
      SchemaBuilder.record("MissingEvents")
          .namespace("org.rollbook.runtime")
          .fields()
          .name("since")
          .type(TimestampMicros.OPTIONAL.schema())
          .noDefault()
          .requiredBoolean("uncounted")
          .name("digests")
          .type(Schema.createArray(Schema.create(Schema.Type.BYTES)))
          .noDefault()
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(MissingEvents missing, Encoder out) throws IOException {
    TimestampMicros.OPTIONAL.write(missing.since(), out);
    out.writeBoolean(missing.uncounted());
    AvroBlocks.writeArray(
        new TreeSet<>(missing.digests()), out, (digest, to) -> to.writeBytes(digest.get()));
  }

  @Override
  public MissingEvents read(Decoder in) throws IOException {
    Optional<Instant> since = TimestampMicros.OPTIONAL.read(in);
    boolean uncounted = in.readBoolean();
    return new MissingEvents(
        since, uncounted, new TreeSet<>(AvroBlocks.readArray(in, MissingEventsCodec::readDigest)));
  }

  private static Bytes readDigest(Decoder in) throws IOException {
    var buffer = in.readBytes(null);
    byte[] digest = new byte[buffer.remaining()];
    buffer.get(digest);
    return Bytes.wrap(digest);
  }
}
