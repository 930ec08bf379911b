package org.rollbook.runtime.serve.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PreferencesTest {

  @Test
  void shouldReadNamesValuesAndParameters() {
    var preferences =
        Preferences.of(
            List.of("respond-async, wait=100; x , HANDLING = \"le\\\"nient\";foo=\"a,b\"", "a="));

    assertThat(preferences.values())
        .containsOnlyKeys("respond-async", "wait", "handling", "a")
        .containsEntry("wait", "100")
        .containsEntry("handling", "le\"nient")
        .containsEntry("respond-async", "");
  }

  @Test
  void shouldKeepTheFirstOfEachName() {
    var preferences = Preferences.of(List.of("handling=strict", "handling=lenient"));

    assertThat(preferences.value("handling")).contains("strict");
  }

  @Test
  void shouldSkipTextThatIsNoPreference() {
    for (String line : List.of("", ",,", "=", "\"x\"", "a b", "handling=\"lenient", ";;;")) {
      assertThat(Preferences.of(List.of(line)).value("handling"))
          .as(line)
          .isNotEqualTo(Optional.of("lenient"));
    }
  }

  @Test
  void shouldReadOnAfterWhatItCannotRead() {
    assertThat(Preferences.of(List.of("@@@, handling=lenient")).value("handling"))
        .contains("lenient");
  }

  @Test
  void shouldReadAHostileLineInNoTime() {
    String hostile = "a;".repeat(8000) + "\"" + " ".repeat(8000);

    assertThat(Preferences.of(List.of(hostile)).value("handling")).isEmpty();
  }
}
