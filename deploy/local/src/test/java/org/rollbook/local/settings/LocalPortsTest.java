package org.rollbook.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollbook.testkit.settings.WrongSettingException;

final class LocalPortsTest {

  private static final List<LocalTopology> TOPOLOGIES = List.of(LocalTopology.values());

  @Test
  void shouldMoveEveryPortByTheOffset() {
    var ports = new LocalPorts(10_000);
    assertThat(ports.kafka()).isEqualTo(19_092);
    assertThat(ports.registry()).isEqualTo(18_081);
    assertThat(ports.frontPage()).isEqualTo(18_100);
    assertThat(ports.client(LocalTopology.ENROLLMENTS)).isEqualTo(18_101);
    assertThat(ports.management(LocalTopology.ENROLLMENTS)).isEqualTo(18_201);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {9092, 8081, 8100, 8101, 8201, 8102, 8202, 8107, 8207, 8108, 8208, 3306, 6379})
  void shouldNameTheSettingThatMovesATakenPort(int port) throws IOException {
    var ports = TestPorts.free();
    try (var _ = new ServerSocket(port + ports.offset())) {
      assertThatThrownBy(() -> ports.requireFree(TOPOLOGIES))
          .isInstanceOf(WrongSettingException.class)
          .hasMessageStartingWith("local.port-offset must be another than " + ports.offset())
          .hasMessageContaining("port %d for ".formatted(port + ports.offset()));
    }
  }

  @Test
  void shouldNoticeAListenerOnAnotherAddressOnly() throws IOException {
    var ports = TestPorts.free();
    try (var _ = new ServerSocket(ports.kafka(), 1, InetAddress.getByName("127.0.0.2"))) {
      assertThatThrownBy(() -> ports.requireFree(TOPOLOGIES)).hasMessageContaining("for Kafka");
    }
  }

  @Test
  void shouldIgnorePortsOfTopologiesThatDoNotRun() throws IOException {
    var ports = TestPorts.free();
    try (var _ = new ServerSocket(ports.client(LocalTopology.ENROLLMENTS))) {
      assertThatCode(() -> ports.requireFree(List.of())).doesNotThrowAnyException();
    }
  }
}
