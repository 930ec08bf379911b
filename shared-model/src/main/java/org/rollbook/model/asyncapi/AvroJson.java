package org.rollbook.model.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;

/// Avro as the JSON that people read: what the codec wrote, read back by its schema alone.
public final class AvroJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AvroJson() {}

  /// A value for people, on several lines.
  public static <T> String pretty(AvroCodec<T> codec, T value) {
    return of(codec, value).toPrettyString();
  }

  /// A value as a subscriber's generic reader has it; times are microseconds.
  static <T> JsonNode of(AvroCodec<T> codec, T value) {
    byte[] bytes = AvroBytes.plain(codec, value);
    var reader = new GenericDatumReader<Object>(codec.schema());
    try {
      return parsed(reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null)).toString());
    } catch (IOException notItsSchema) {
      throw new UncheckedIOException("a codec wrote what its schema does not say", notItsSchema);
    }
  }

  static JsonNode schema(AvroCodec<?> codec) {
    return parsed(codec.schema().toString());
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("Avro made JSON that is none", impossible);
    }
  }
}
