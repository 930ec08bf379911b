package org.rollbook.runtime.serve.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.SerdeRegistry;
import io.micronaut.serde.Serializer;
import io.micronaut.serde.Serializer.EncoderContext;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.jackson.JacksonEncoder;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Writes bodies as JSON.
///
/// Each request has a virtual thread of its own. Micronaut's mapper, which otherwise does the same,
/// has Jackson keep its buffers for each thread, and so allocates 16 KB of them for each answer;
/// here all threads share them. Thread-safe.
@Singleton
public final class JsonBytes {

  /// Most rows are smaller.
  private static final int ROOM = 1 << 10;

  private final JsonFactory factory =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();

  private final EncoderContext context;
  private final ConcurrentMap<Class<?>, Writer<?>> writers = new ConcurrentHashMap<>();

  /// How one kind of body is written.
  private record Writer<T>(Argument<T> type, Serializer<? super T> serializer) {

    static <T> Writer<T> of(Class<T> kind, EncoderContext context) {
      Argument<T> type = Argument.of(kind);
      try {
        Serializer<? super T> serializer = context.findSerializer(type);
        return new Writer<>(type, serializer.createSpecific(context, type));
      } catch (SerdeException unknown) {
        throw new UncheckedIOException(unknown);
      }
    }

    void write(Object body, JsonGenerator generator, EncoderContext context) throws IOException {
      serializer.serialize(
          JacksonEncoder.create(generator), context, type, type.getType().cast(body));
    }
  }

  /// @param registry has the serializers of all types
  public JsonBytes(SerdeRegistry registry) {
    context = registry.newEncoderContext(null);
  }

  /// The JSON of a body, in UTF-8.
  public byte[] of(Object body) {
    var bytes = new ByteArrayOutputStream(ROOM);
    Writer<?> writer = writers.computeIfAbsent(body.getClass(), kind -> Writer.of(kind, context));
    try (JsonGenerator generator = factory.createGenerator(bytes)) {
      writer.write(body, generator, context);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
