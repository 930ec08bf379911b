package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.runtime.view.streams.SmallJvm;

class MillionRosterIT {

  @TempDir Path folder;

  @Test
  void shouldPageARosterOfAMillionFromEndToEndInASmallHeap() {
    String printed = SmallJvm.run("256m", MillionRoster.class, folder.toString());

    assertThat(printed.lines().toList().getLast()).isEqualTo("1000000");
  }
}
