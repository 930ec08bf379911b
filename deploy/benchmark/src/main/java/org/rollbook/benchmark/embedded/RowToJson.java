package org.rollbook.benchmark.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.serve.http.JsonBytes;

/// From a row to the bytes of its JSON.
///
/// JMH needs a class that it can extend.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowToJson {

  /// The JSON of a row is known to the controllers' package only, hence reflection.
  private static final MethodHandle BODY = body();

  private final JsonBytes server =
      ApplicationContext.run(Map.of("micronaut.serde.serialization.inclusion", "ALWAYS"))
          .getBean(JsonBytes.class);
  private final ObjectMapper jackson =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  /// As the server does.
  @Benchmark
  public byte[] ours() {
    return server.of(bodyOf(SampleRows.LATER));
  }

  /// As Jackson does by reflection.
  @Benchmark
  public byte[] plainJackson() throws IOException {
    return jackson.writeValueAsBytes(bodyOf(SampleRows.LATER));
  }

  private static Object bodyOf(Stamped<?> row) {
    try {
      return (Object) BODY.invokeExact(row);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MethodHandle body() {
    try {
      var type = Class.forName("org.rollbook.enrollments.api.EnrollmentJson$Row");
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .findStatic(type, "of", MethodType.methodType(type, Stamped.class))
          .asType(MethodType.methodType(Object.class, Stamped.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
