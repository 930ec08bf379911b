package org.rollbook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class FreePortTest {

  @Test
  void shouldStayBelowThePortsOfOutgoingConnections() {
    assertThat(FreePort.next()).isBetween(20_000, 31_999);
  }

  @Test
  void shouldKeepTheClaimOfAStoppedServersPort() {
    assertThat(FreePort.claim(FreePort.next())).isFalse();
  }

  @Test
  void shouldDetectATakenPort() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePort.isFree(server.getLocalPort())).isFalse();
    }
  }
}
