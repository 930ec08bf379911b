package org.rollbook.local.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollbook.testkit.PortTakenException;
import org.rollbook.testkit.web.Web;

final class FrontPageServerTest {

  private final FrontPageServer server = FrontPageServer.start(0, TestStatus::busy);
  private final Web web = new Web(server.port());

  @AfterEach
  void stop() {
    web.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html;charset=utf-8",
    "/status.json, application/json",
    "/front-page.css, text/css;charset=utf-8",
    "/front-page.js, text/javascript;charset=utf-8",
  })
  void shouldServeThePageAndItsParts(String path, String type) {
    var reply = web.get(path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo(type);
    assertThat(reply.header("Content-Security-Policy")).contains("default-src 'self'");
  }

  @Test
  void shouldServeNothingElse() {
    assertThat(web.get("/front-page.html").status()).isEqualTo(404);
    assertThat(web.get("/status.json/x").status()).isEqualTo(404);
  }

  @Test
  void shouldRejectPosts() {
    assertThat(web.post("/status.json", "{}").status()).isEqualTo(405);
  }

  @Test
  void shouldNameATakenPort() {
    assertThatThrownBy(() -> FrontPageServer.start(server.port(), TestStatus::busy))
        .isInstanceOf(PortTakenException.class)
        .hasMessageContaining(Integer.toString(server.port()));
  }
}
