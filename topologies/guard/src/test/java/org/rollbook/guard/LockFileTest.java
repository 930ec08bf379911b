package org.rollbook.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

  private static final Lock OF_ONE = lock("words-v1", "format 1, long");

  @TempDir private Path folder;

  /// The value of `-Drollbook.lock` in this build.
  private final String valueBefore = System.getProperty(LockFile.PROPERTY, "");

  @BeforeEach
  void acceptNothing() {
    System.clearProperty(LockFile.PROPERTY);
  }

  @AfterEach
  void restoreProperty() {
    System.setProperty(LockFile.PROPERTY, valueBefore);
  }

  @Test
  void shouldWriteOnlyIfThePropertyIsSet() {
    LockFile file = new LockFile(folder.resolve("topology.lock"));
    assertThatThrownBy(() -> file.check(OF_ONE)).hasMessageContaining("-Drollbook.lock=accept");
    assertThat(file.file()).doesNotExist();

    accept(file, OF_ONE);

    assertThatCode(() -> file.check(OF_ONE)).doesNotThrowAnyException();
  }

  @Test
  void shouldReportTheVerdictItsReasonAndWhatToDo() {
    LockFile file = committed();

    assertThatThrownBy(() -> file.check(lock("words-v1", "format 2, long")))
        .hasMessageContaining("Verdict: needs a rebuild beside the old one")
        .hasMessageContaining("rows that are there could not be read")
        .hasMessageContaining("let version() of the topology be 2");
  }

  @Test
  void shouldNotAcceptARebuildUnderTheSameApplicationId() {
    LockFile file = committed();
    System.setProperty(LockFile.PROPERTY, "accept");

    assertThatThrownBy(() -> file.check(lock("words-v1", "format 2, long")))
        .isInstanceOf(AssertionError.class);

    assertThat(file.file()).content().contains("format 1").doesNotContain("format 2");
  }

  @Test
  void shouldAcceptARebuildUnderANewApplicationId() {
    LockFile file = committed();
    Lock rebuilt = lock("words-v2", "format 2, long");
    assertThatThrownBy(() -> file.check(rebuilt)).hasMessageContaining("Nothing is in the way");

    accept(file, rebuilt);

    assertThatCode(() -> file.check(rebuilt)).doesNotThrowAnyException();
  }

  private LockFile committed() {
    LockFile file = new LockFile(folder.resolve("topology.lock"));
    accept(file, OF_ONE);
    return file;
  }

  private static void accept(LockFile file, Lock lock) {
    System.setProperty(LockFile.PROPERTY, "accept");
    file.check(lock);
    System.clearProperty(LockFile.PROPERTY);
  }

  private static Lock lock(String id, String row) {
    return Lock.parse(
        List.of("topology words", "  application id: " + id, "store counts", "  row: " + row));
  }
}
