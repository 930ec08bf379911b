package org.rollbook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderClaimTest {

  @TempDir private Path parent;

  @Test
  void shouldAllowOneClaimAtATime() throws IOException {
    Path folder = parent.resolve("new");

    try (var _ = FolderClaim.of(folder).orElseThrow()) {
      assertThat(FolderClaim.of(folder)).isEmpty();
    }

    try (var again = FolderClaim.of(folder).orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void shouldFailIfTheFolderCannotBeWritten() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));

    assertThatThrownBy(() -> FolderClaim.of(file.resolve("below"))).isInstanceOf(IOException.class);
  }
}
