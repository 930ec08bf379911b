package org.rollbook.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EventTypeTest {

  @Test
  void shouldFindATypeByItsWireName() {
    for (EventType type : EventType.values()) {
      assertThat(EventType.ofWireName(type.wireName())).contains(type);
    }
    assertThat(EventType.ofWireName("org.openedx.learning.badge.awarded.v1")).isEmpty();
  }
}
