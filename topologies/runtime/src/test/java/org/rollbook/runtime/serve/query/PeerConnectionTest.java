package org.rollbook.runtime.serve.query;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whether the next question may go over a connection.
@Timeout(180)
class PeerConnectionTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  private final PeerConnection connection = new PeerConnection();
  private final ServerSocket listening;
  private final Socket peer;

  PeerConnectionTest() throws IOException {
    listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    connection.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()), LONG);
    peer = listening.accept();
  }

  @BeforeEach
  void ask() throws IOException {
    send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    var question =
        new BasicClassicHttpRequest(Method.GET, new HttpHost("http", "127.0.0.1", 1), "/");
    assertThat(connection.ask(question).status()).isEqualTo(200);
    assertThat(connection.isReusable()).isTrue();
  }

  @AfterEach
  void close() throws IOException {
    connection.cut();
    peer.close();
    listening.close();
  }

  @Test
  void shouldBeUsableWhileThePeerIsSilent() {
    assertThat(connection.isUsable(LONG)).isTrue();
    assertThat(connection.isUsable(Duration.ZERO)).isTrue();
  }

  @Test
  void shouldNotBeUsableWhenThePeerSendsUnasked() throws IOException {
    send("HTTP/1.1 408 Too Late\r\n\r\n");

    await().until(() -> !connection.isUsable(LONG));
  }

  @Test
  void shouldNotBeUsableWhenThePeerHungUp() throws IOException {
    peer.close();

    await().until(() -> !connection.isUsable(Duration.ZERO));
  }

  @Test
  void shouldNotBeUsableWhenItWasCut() {
    connection.cut();

    assertThat(connection.isUsable(LONG)).isFalse();
  }

  private void send(String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(US_ASCII));
  }
}
