package org.rollbook.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EventTypeTest {

  @Test
  void shouldPutUnenrollmentOverChangedOverCreated() {
    assertThat(EventType.UNENROLLMENT_COMPLETED).isGreaterThan(EventType.ENROLLMENT_CHANGED);
    assertThat(EventType.ENROLLMENT_CHANGED).isGreaterThan(EventType.ENROLLMENT_CREATED);
  }

  @Test
  void shouldFindATypeByItsWireName() {
    for (EventType type : EventType.values()) {
      assertThat(EventType.ofWireName(type.wireName())).contains(type);
    }
    assertThat(EventType.ofWireName("org.openedx.learning.badge.awarded.v1")).isEmpty();
  }
}
