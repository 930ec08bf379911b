package org.rollbook.testkit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenProgramTest {

  private static final int WRONG_SETTING = 2;

  @TempDir private Path folder;

  @Test
  void shouldReturnTheProgramsExitCode() throws InterruptedException {
    assertThat(MavenProgram.codeOf(() -> 7)).isEqualTo(7);
  }

  @Test
  void shouldReportAWrongSetting() throws InterruptedException {
    int code =
        MavenProgram.codeOf(
            () -> {
              throw new WrongSettingException("speed", "must be a number");
            });

    assertThat(code).isEqualTo(WRONG_SETTING);
  }

  @Test
  void shouldNotRunAtTheSameTimeAsAnotherInTheSameFolder() {
    try (var _ = MavenProgram.claim(folder)) {
      assertThatThrownBy(() -> MavenProgram.claim(folder))
          .isInstanceOf(WrongSettingException.class)
          .hasMessage(
              "rollbook.home has another run at work in %s: wait for its end, or use another"
                  + " checkout",
              folder);
    }
  }
}
