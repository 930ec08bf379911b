package org.rollbook.runtime.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Page;

/// Clients that pipeline, and clients that do not read.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class PacedConnectionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LIST = "/v1/courses/edX%2FDemoX%2F2012_Fall/things";
  private static final String ONE = "/v1/learners/1/things/a%2Fb%2Fc";
  private static final String GET = "GET " + LIST + " HTTP/1.1\r\nHost: here\r\n\r\n";
  private static final String POST =
      "POST /v1/things/lookup HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n";
  private static final String LAST =
      "GET " + LIST + "?last HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";

  private final ServedView served = ServedView.start();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() {
    served.close();
  }

  private void answerWith(int characters) {
    String row = "x".repeat(characters);
    served.view().page =
        request -> {
          asked.incrementAndGet();
          return new Answer.Found<>(
              new Page<>(List.of(row), Optional.empty(), Optional.empty()), ScriptedView.FRESH);
        };
  }

  @Test
  void shouldAnswerPipelinedRequestsInOrder() {
    answerWith(10);

    String answers = served.web().raw(GET.repeat(1_000) + LAST);

    assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(1_002);
    assertThat(asked).hasValue(1_001);
  }

  /// Each request waits for another one to be handled at the same time, which does not happen.
  @Test
  void shouldHandleOneRequestAfterTheOther() {
    assertHandledOneAfterTheOther(GET);
  }

  /// No empty line is between a body and the next request.
  @Test
  void shouldHandleOneRequestWithABodyAfterTheOther() {
    assertHandledOneAfterTheOther(POST + "Content-Length: 9\r\n\r\n{\n\r\n\n   }");
    assertHandledOneAfterTheOther(POST + "Content-Length: 2\r\n\r\n{}");
  }

  @Test
  void shouldHandleOneRequestWithChunksAfterTheOther() {
    assertHandledOneAfterTheOther(
        POST + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n3\r\n\n\n}\r\n0\r\n\r\n");
  }

  private void assertHandledOneAfterTheOther(String request) {
    var together = new CyclicBarrier(2);
    var met = new AtomicBoolean();
    Runnable meet =
        () -> {
          try {
            together.await(200, TimeUnit.MILLISECONDS);
            met.set(true);
          } catch (TimeoutException | BrokenBarrierException alone) {
            together.reset();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        };
    served.view().page =
        _ -> {
          meet.run();
          return new Answer.Found<>(
              new Page<>(List.of("row"), Optional.empty(), Optional.empty()), ScriptedView.FRESH);
        };
    served.view().many =
        () -> {
          meet.run();
          return List.of();
        };

    String answers = served.web().raw(request.repeat(3) + LAST);

    assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(5);
    assertThat(met).isFalse();
  }

  /// As many as the system buffers between client and server, and one.
  @Test
  void shouldMakeNoMoreAnswersThanCanBeSent() throws IOException {
    answerWith(1 << 20);
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(4 << 10);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), served.server().port()));
      socket.getOutputStream().write(GET.repeat(500).getBytes(ISO_8859_1));
      await().atMost(PATIENCE).until(() -> asked.get() >= 1);
      for (int times = 0; times < 200; times++) {
        served.web().get(ONE);
      }

      assertThat(asked.get()).isLessThan(50);
    }
  }

  @Test
  void shouldTakeBodiesOfPipelinedRequests() {
    String post = POST + "Content-Length: 9\r\n\r\n{\n\r\n\n   }";
    answerWith(10);

    String answers = served.web().raw(post.repeat(100) + LAST);

    assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(102);
  }

  @Test
  void shouldAnswerRequestsThatArriveByteByByte() throws IOException {
    answerWith(10);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), served.server().port())) {
      socket.setTcpNoDelay(true);
      for (byte value : (GET + LAST).getBytes(ISO_8859_1)) {
        socket.getOutputStream().write(value);
      }
      String answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(3);
    }
  }

  @Test
  void shouldServeOthersWhileMostDoNotRead() throws IOException {
    answerWith(1 << 18);
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int client = 0; client < 300; client++) {
        var socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), served.server().port()));
        socket.getOutputStream().write(GET.repeat(200).getBytes(ISO_8859_1));
        deaf.add(socket);
      }
      await().atMost(PATIENCE).until(() -> asked.get() >= 300);

      // Once the system's buffers between them are full, nothing of theirs is under way any more.
      await()
          .atMost(PATIENCE)
          .until(() -> IntStream.range(0, 50).allMatch(_ -> served.web().get(ONE).status() == 200));
    } finally {
      for (Socket socket : deaf) {
        socket.close();
      }
    }
    served.web().get(ONE);
  }
}
