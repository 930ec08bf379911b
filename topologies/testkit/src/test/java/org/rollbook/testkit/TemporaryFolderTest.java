package org.rollbook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class TemporaryFolderTest {

  @Test
  void shouldDeleteItsContent() throws IOException {
    var folder = TemporaryFolder.create("rollbook-test-");
    Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "text");

    folder.close();

    assertThat(folder.path()).doesNotExist();
  }
}
