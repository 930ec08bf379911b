package org.rollbook.runtime.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.serve.problem.Problem;

final class JsonBytesTest {

  private static final ApplicationContext CONTEXT =
      ApplicationContext.run(Map.of("micronaut.serde.serialization.inclusion", "ALWAYS"));

  private final JsonBytes json = CONTEXT.getBean(JsonBytes.class);

  @AfterAll
  static void closeContext() {
    CONTEXT.close();
  }

  @Test
  void shouldWriteWhatMicronautWrites() throws IOException {
    var mapper = CONTEXT.getBean(JsonMapper.class);
    for (Problem body :
        List.of(problem("a \"quoted\" détail \uD83D\uDE00"), problem("x".repeat(100_000)))) {
      assertThat(json.of(body)).isEqualTo(mapper.writeValueAsBytes(body));
    }
  }

  @Test
  void shouldNameWhatIsNull() {
    assertThat(new String(json.of(problem("")), UTF_8))
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Gone\",\"status\":410,\"detail\":\"\",\"parameter\":null}");
  }

  @Test
  void shouldMixNothingUpWhereManyWriteAtOnce() throws Exception {
    List<Callable<String>> writers =
        IntStream.range(0, 2_000)
            .<Callable<String>>mapToObj(
                number -> () -> new String(json.of(problem(detail(number))), UTF_8))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> written = threads.invokeAll(writers);
      for (int number = 0; number < written.size(); number++) {
        assertThat(written.get(number).get())
            .contains("\"detail\":\"" + detail(number) + "\"")
            .endsWith("}");
      }
    }
  }

  /// Of any length up to twice that of Jackson's buffers.
  private static String detail(int number) {
    return Integer.toString(number).repeat(1 + number * 7 % 4_000);
  }

  private static Problem problem(String detail) {
    return new Problem("about:blank", "Gone", 410, detail, null);
  }
}
