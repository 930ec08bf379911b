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

/// Avro as JSON for people: the bytes that the codec wrote, read back by its schema alone.
public final class AvroJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AvroJson() {}

  /// A value as JSON on several lines.
  public static <T> String pretty(AvroCodec<T> codec, T value) {
    return of(codec, value).toPrettyString();
  }

  /// A value as a subscriber's generic reader reads it; times are microseconds.
  static <T> JsonNode of(AvroCodec<T> codec, T value) {
    byte[] bytes = AvroBytes.plain(codec, value);
    var reader = new GenericDatumReader<Object>(codec.schema());
    try {
      return parsed(reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null)).toString());
    } catch (IOException notItsSchema) {
      throw new UncheckedIOException("a codec's bytes do not match its schema", notItsSchema);
    }
  }

  static JsonNode schema(AvroCodec<?> codec) {
    return parsed(codec.schema().toString());
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("Avro wrote invalid JSON", impossible);
    }
  }
}
