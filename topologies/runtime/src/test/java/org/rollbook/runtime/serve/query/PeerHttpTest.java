package org.rollbook.runtime.serve.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rollbook.runtime.serve.query.PeerHttp.Response;
import org.rollbook.testkit.FreePort;

/// What becomes of connections. [PeerTest] tests what is made of answers.
@Timeout(180)
class PeerHttpTest {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final byte[] QUESTION = "who?".getBytes(UTF_8);
  private static final NameLookup NAMES = new NameLookup(InetAddress::getByName);

  private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server = serving(localAt(FreePort.next()), PeerHttpTest::answer);
  private PeerHttp http = new PeerHttp(NAMES, new PeerHttp.Timing(LONG, LONG, LONG));

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void shouldAskAgainOverTheSameConnection() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(ask()).isEqualTo(new Response(200, Optional.empty(), Bytes.wrap(QUESTION)));
    }

    assertThat(callers).hasSize(1);
    assertThat(http.connections()).isOne();
  }

  @Test
  void shouldHaveAConnectionForEachQuestionAtOnce() throws Exception {
    var both = new CyclicBarrier(2);
    serveInstead(
        exchange -> {
          meet(both);
          answer(exchange);
        });

    for (int i = 0; i < 2; i++) {
      Future<Response> one = threads.submit(() -> ask(LONG));
      Future<Response> other = threads.submit(() -> ask(LONG));
      assertThat(one.get().status()).isEqualTo(200);
      assertThat(other.get().status()).isEqualTo(200);
    }

    assertThat(callers).hasSize(2);
    assertThat(http.connections()).isEqualTo(2);
  }

  @Test
  void shouldNoticeThatThePeerHungUpMeanwhile() throws IOException {
    askWith(new PeerHttp.Timing(LONG, Duration.ZERO, LONG));
    ask();
    serveInstead(PeerHttpTest::answer);

    assertThat(ask().status()).isEqualTo(200);
    assertThat(callers).hasSize(2);
    assertThat(http.connections()).isOne();
  }

  @Test
  void shouldAskAgainOverAConnectionThatIsStillThere() throws IOException {
    askWith(new PeerHttp.Timing(LONG, Duration.ZERO, LONG));
    ask();
    ask();

    assertThat(callers).hasSize(1);
  }

  @Test
  void shouldDropAConnectionThatIsIdleForLong() throws IOException {
    askWith(new PeerHttp.Timing(LONG, LONG, Duration.ofMillis(10)));
    ask();

    await().untilAsserted(() -> assertThat(http.connections()).isZero());
  }

  @Test
  void shouldNotKeepAConnectionThatThePeerDoesNotKeep() throws IOException {
    serveInstead(
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "close");
          answer(exchange);
        });

    assertThat(ask().status()).isEqualTo(200);
    assertThat(http.connections()).isZero();
  }

  /// The deadlines are close to the time that an answer takes, so that many end in the same moment.
  @Test
  void shouldNotAskOverAConnectionThatWasCutAtTheDeadline() throws IOException {
    for (int i = 0; i < 500; i++) {
      Duration deadline = Duration.ofNanos((20 + i % 100) * 10_000L);
      try {
        ask(deadline);
      } catch (IOException cut) {
        assertThat(http.connections()).isZero();
      }
      assertThat(ask().status()).isEqualTo(200);
    }
  }

  @Test
  void shouldAskAPeerThatHasAnAddressOfSixteenBytes() throws IOException {
    var host = new CompletableFuture<String>();
    InetAddress loopback = InetAddress.ofLiteral("::1");
    assumeTrue(canListenAt(loopback), "no IPv6 here");
    server.stop(0);
    server =
        serving(
            new InetSocketAddress(loopback, 0),
            exchange -> {
              host.complete(exchange.getRequestHeaders().getFirst("Host"));
              answer(exchange);
            });
    int port = server.getAddress().getPort();

    assertThat(ask(new HostInfo("::1", port), LONG).status()).isEqualTo(200);
    assertThat(host).isCompletedWithValue("[::1]:" + port);
  }

  private static boolean canListenAt(InetAddress address) {
    try (var _ = new ServerSocket(0, 0, address)) {
      return true;
    } catch (IOException unknownHere) {
      return false;
    }
  }

  private Response ask() throws IOException {
    return ask(LONG);
  }

  private Response ask(Duration deadline) throws IOException {
    return ask(new HostInfo("127.0.0.1", server.getAddress().getPort()), deadline);
  }

  private Response ask(HostInfo peer, Duration deadline) throws IOException {
    return http.post(peer, "/", Map.of(), QUESTION, deadline);
  }

  private void askWith(PeerHttp.Timing timing) {
    http.close();
    http = new PeerHttp(NAMES, timing);
  }

  /// Serves at the same port.
  private void serveInstead(HttpHandler handler) {
    int port = server.getAddress().getPort();
    server.stop(0);
    server = serving(localAt(port), handler);
  }

  private static InetSocketAddress localAt(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private HttpServer serving(InetSocketAddress address, HttpHandler handler) {
    try {
      var serving = HttpServer.create(address, 0);
      serving.setExecutor(threads);
      serving.createContext(
          "/",
          exchange -> {
            callers.add(exchange.getRemoteAddress());
            handler.handle(exchange);
          });
      serving.start();
      return serving;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /// Answers with the bytes of the question.
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] question = exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, question.length);
      exchange.getResponseBody().write(question);
    }
  }

  private static void meet(CyclicBarrier both) throws IOException {
    try {
      both.await();
    } catch (BrokenBarrierException alone) {
      throw new IOException(alone);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
