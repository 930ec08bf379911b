package org.rollbook.testkit.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShapeSnapshotTest {

  @TempDir private Path folder;

  @AfterEach
  void acceptNothing() {
    System.clearProperty("rollbook.shape");
  }

  @Test
  void shouldAcceptOnlyWhenToldTo() {
    var snapshot = ShapeSnapshot.in(folder.resolve("new/topology.txt"));
    assertThatThrownBy(() -> snapshot.check(from("topic"))).isInstanceOf(AssertionError.class);

    System.setProperty("rollbook.shape", "accept");
    snapshot.check(from("topic"));
    System.clearProperty("rollbook.shape");

    assertThatCode(() -> snapshot.check(from("topic"))).doesNotThrowAnyException();
  }

  @Test
  void shouldTellWhatDiffersAndHowToAcceptIt() throws Exception {
    Path file = Files.writeString(folder.resolve("topology.txt"), from("old").toString());

    assertThatThrownBy(() -> ShapeSnapshot.in(file).check(from("new")))
        .hasMessageContaining("-     Source: read (topics: [old])")
        .hasMessageContaining("+     Source: read (topics: [new])")
        .hasMessageContaining("      --> write")
        .hasMessageContaining("-Drollbook.shape=accept");
    assertThat(file).content().contains("[old]");
  }

  private static TopologyDescription from(String topic) {
    return new Topology().addSource("read", topic).addSink("write", "out", "read").describe();
  }
}
