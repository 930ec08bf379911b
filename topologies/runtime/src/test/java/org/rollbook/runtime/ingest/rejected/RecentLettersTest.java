package org.rollbook.runtime.ingest.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentLettersTest {

  private final RecentLetters recent = new RecentLetters(3);

  private static RejectedEvent at(long offset) {
    return new RejectedEvent("no-time", "letters", 0, offset);
  }

  @Test
  void shouldFindARememberedEvent() {
    recent.remember("a", at(1));

    assertThat(recent.find("a")).contains(at(1));
    assertThat(recent.find("b")).isEmpty();
  }

  @Test
  void shouldForgetTheOldestWhenThereAreTooMany() {
    for (String id : new String[] {"a", "b", "c", "d"}) {
      recent.remember(id, at(1));
    }

    assertThat(recent.find("a")).isEmpty();
    assertThat(recent.find("b")).isPresent();
    assertThat(recent.find("d")).isPresent();
  }

  @Test
  void shouldTreatAnEventRememberedAgainAsNew() {
    for (String id : new String[] {"a", "b", "c", "a", "d"}) {
      recent.remember(id, at(id.equals("d") ? 2 : 1));
    }
    recent.remember("a", at(9));

    assertThat(recent.find("a")).contains(at(9));
    assertThat(recent.find("b")).isEmpty();
    assertThat(recent.find("c")).isPresent();
  }
}
