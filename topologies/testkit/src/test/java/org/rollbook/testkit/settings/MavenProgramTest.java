package org.rollbook.testkit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenProgramTest {

  private static final int CANNOT_RUN = 2;

  @TempDir private Path folder;

  @Test
  void shouldEndWithTheProgramsCode() throws InterruptedException {
    assertThat(MavenProgram.codeOf(() -> 7)).isEqualTo(7);
    assertThat(MavenProgram.aloneIn(folder.resolve("new"), () -> 7)).isEqualTo(7);
  }

  @Test
  void shouldTellOfAWrongSetting() throws InterruptedException {
    int code =
        MavenProgram.codeOf(
            () -> {
              throw new WrongSettingException("speed", "must be a number");
            });

    assertThat(code).isEqualTo(CANNOT_RUN);
  }

  @Test
  void shouldNotRunBesideAnotherInTheSameFolder() throws InterruptedException {
    var second = new AtomicBoolean();

    int code =
        MavenProgram.aloneIn(
            folder,
            () ->
                MavenProgram.aloneIn(
                    folder,
                    () -> {
                      second.set(true);
                      return 0;
                    }));

    assertThat(code).isEqualTo(CANNOT_RUN);
    assertThat(second).isFalse();
  }

  @Test
  void shouldGiveTheFolderUpAtTheEnd() throws InterruptedException {
    assertThatThrownBy(
            () ->
                MavenProgram.aloneIn(
                    folder,
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(MavenProgram.aloneIn(folder, () -> 7)).isEqualTo(7);
  }
}
