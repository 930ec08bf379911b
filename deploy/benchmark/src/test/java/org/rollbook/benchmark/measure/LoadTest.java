package org.rollbook.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static final Duration TIME = Duration.ofMillis(400);

  private final CountDownLatch never = new CountDownLatch(1);
  private volatile Duration delay = Duration.ZERO;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          await(delay);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /// Two connections with a request every 20 ms each, whether or not the server keeps up.
  @Test
  void shouldSendAsManyRequestsAsAreDue() {
    assertThat(result(Load.open(2, 100, TIME)).nanos().getTotalCount()).isEqualTo(40);

    delay = Duration.ofMillis(30);

    assertThat(result(Load.open(2, 100, TIME)).nanos().getTotalCount()).isEqualTo(40);
  }

  /// The last of 40 requests is sent 400 ms late if each takes 20 ms more than there is time for.
  @Test
  void shouldCountTheTimeThatARequestWaitedForTheOnesBefore() {
    delay = Duration.ofMillis(20);

    double closed = result(Load.closed(1, TIME)).micros(0.5);
    double open = result(Load.open(1, 200, TIME)).micros(1);

    assertThat(closed).isGreaterThanOrEqualTo(20_000);
    assertThat(open).isGreaterThan(400_000);
  }

  private Load.Result result(Load load) {
    var address = URI.create("http://%s:%d/".formatted("127.0.0.1", server.getAddress().getPort()));
    return load.of(_ -> new Load.Request(address, ""));
  }

  private void await(Duration time) {
    try {
      assertThat(never.await(time.toNanos(), TimeUnit.NANOSECONDS)).isFalse();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
