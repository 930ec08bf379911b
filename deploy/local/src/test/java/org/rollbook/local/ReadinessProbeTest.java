package org.rollbook.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;
import org.rollbook.testkit.FreePort;

final class ReadinessProbeTest {

  private static final String READY =
      """
      {"status": "ready", "waiting_for": [], "ingest": {"state": "running", "why": null}}
      """;

  private HttpServer topology;
  private ReadinessProbe probe;

  @BeforeEach
  void listen() throws IOException {
    topology =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.next()), 0);
    topology.start();
    probe =
        new ReadinessProbe(
            URI.create("http://localhost:" + topology.getAddress().getPort() + "/readiness"));
  }

  @AfterEach
  void stop() {
    probe.close();
    topology.stop(0);
  }

  @Test
  void shouldReportThatATopologyIsReady() {
    answer(200, READY);
    assertThat(probe.ask()).isEqualTo(Health.of(Condition.READY));
  }

  @Test
  void shouldReportWhatAStartingTopologyWaitsFor() {
    answer(503, "{\"status\": \"not-ready\", \"waiting_for\": [\"the first watermark\", \"b\"]}");
    assertThat(probe.ask()).isEqualTo(new Health(Condition.STARTING, "the first watermark; b"));
  }

  @Test
  void shouldReportThatATopologyIsNotReadyAnyMore() {
    answer(200, READY);
    probe.ask();
    topology.stop(0);
    assertThat(probe.ask()).isEqualTo(new Health(Condition.UNREADY, "no answer"));
  }

  @Test
  void shouldReportWhyTheIngestOfAReadyTopologyIsPaused() {
    answer(
        200,
        """
        {"status": "ready", "waiting_for": [], "ingest": {"state": "paused", "why": "no registry"}}
        """);
    assertThat(probe.ask()).isEqualTo(new Health(Condition.READY, "ingest paused: no registry"));
  }

  private void answer(int status, String body) {
    topology.createContext(
        "/readiness",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }
}
