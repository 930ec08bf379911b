package org.rollbook.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.runtime.settings.WrongSetting;

class StateFolderTest {

  @TempDir private Path folder;

  @Test
  void shouldClaimAFolderThatIsNotThereYet() {
    Path state = folder.resolve("some/where");

    try (var _ = StateFolder.claim(state)) {
      assertThat(state).isDirectory();
    }
  }

  @Test
  void shouldRefuseAFolderThatIsClaimed() {
    try (var _ = StateFolder.claim(folder)) {
      assertRefused(folder, "another process works in " + folder);
    }
  }

  @Test
  void shouldBeFreeAgainAfterwards() {
    StateFolder.claim(folder).close();
    StateFolder.claim(folder).close();

    assertThat(folder.resolve("in-use")).isEmptyFile();
  }

  @Test
  void shouldRefuseAFolderUnderAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertRefused(file.resolve("state"), "nothing can be written in " + file);
    assertRefused(file, "nothing can be written in " + file);
  }

  /// Also for the superuser.
  @Test
  void shouldRefuseAFolderWhereNothingMayBeWritten() {
    assertRefused(Path.of("/proc/self"), "nothing can be written in /proc/self");
    assertRefused(Path.of("/proc/self/state"), "nothing can be written in /proc/self/state");
  }

  @Test
  void shouldRefuseADiskThatIsFull() throws IOException {
    Files.createSymbolicLink(folder.resolve("in-use"), Path.of("/dev/full"));

    assertRefused(folder, "nothing can be written in " + folder);
  }

  private static void assertRefused(Path state, String why) {
    assertThatThrownBy(() -> StateFolder.claim(state))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith("ROLLBOOK_STATE_DIR: " + why);
  }
}
