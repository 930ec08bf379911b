package org.rollbook.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosingPartsTest {

  @Test
  void shouldCloseThemAllAtOnce() {
    var first = new CountDownLatch(1);
    var second = new CountDownLatch(1);

    ClosingParts.closeTogether(
        Duration.ofSeconds(50),
        Map.of(
            "one",
            () -> {
              first.countDown();
              second.await();
            },
            "other",
            () -> {
              second.countDown();
              first.await();
            }));

    assertThat(first.getCount() + second.getCount()).isZero();
  }

  @Test
  void shouldGoOnWithoutPartsThatTakeTooLongOrFail() {
    var never = new CountDownLatch(1);
    var closed = new CountDownLatch(1);

    ClosingParts.closeTogether(
        Duration.ofMillis(10),
        Map.of(
            "slow",
            never::await,
            "broken",
            () -> {
              closed.countDown();
              throw new IllegalStateException("on purpose");
            }));

    assertThat(never.getCount()).isOne();
  }
}
