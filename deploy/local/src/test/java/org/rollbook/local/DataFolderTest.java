package org.rollbook.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.settings.WrongSettingException;

final class DataFolderTest {

  @Test
  void shouldLeaveNothingOfAFreshFolder() throws IOException {
    DataFolder folder = DataFolder.open(Optional.empty());
    Files.createDirectories(folder.of("kafka"));
    folder.close();
    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void shouldKeepANamedFolder(@TempDir Path parent) throws IOException {
    try (var folder = DataFolder.open(Optional.of(parent.resolve("kept")))) {
      Files.createDirectories(folder.of("kafka"));
    }
    assertThat(parent.resolve("kept/kafka")).isDirectory();
  }

  @Test
  void shouldRefuseAFolderThatAnotherStackHas(@TempDir Path parent) {
    try (var _ = DataFolder.open(Optional.of(parent))) {
      assertThatThrownBy(() -> DataFolder.open(Optional.of(parent)))
          .isInstanceOf(WrongSettingException.class)
          .hasMessage("local.data is in use by another local stack: " + parent);
    }
  }

  @Test
  void shouldRefuseAFolderThatCannotBeMade(@TempDir Path parent) throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> DataFolder.open(Optional.of(file.resolve("below"))))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageStartingWith("local.data must be a folder to write to: ");
  }
}
