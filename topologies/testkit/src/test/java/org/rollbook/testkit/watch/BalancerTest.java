package org.rollbook.testkit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalancerTest {

  @Test
  void shouldCheckAtStartAndReportWhyNoInstanceIsReady() {
    try (var instance = new FakeInstance()) {
      instance.end();

      try (var balancer = new Balancer(List.of(instance.backend("i1")))) {
        assertThat(balancer.next(Set.of())).isEmpty();
        assertThat(balancer.absences()).startsWith("i1: looked at, java.net.ConnectException");
      }
    }
  }
}
