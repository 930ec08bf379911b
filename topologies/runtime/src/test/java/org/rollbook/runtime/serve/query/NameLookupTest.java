package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class NameLookupTest {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final CompletableFuture<InetAddress> answer = new CompletableFuture<>();
  private final AtomicInteger timesAsked = new AtomicInteger();

  @AfterEach
  void answer() {
    answer.complete(InetAddress.getLoopbackAddress());
  }

  @Test
  void shouldFindAnAddress() throws IOException {
    answer();

    assertThat(lookup().addressOf("there", LONG)).isEqualTo(InetAddress.getLoopbackAddress());
  }

  @Test
  void shouldFailForAnUnknownHost() {
    var names =
        new NameLookup(
            host -> {
              throw new UnknownHostException(host);
            });

    assertThatThrownBy(() -> names.addressOf("nowhere", LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no address of nowhere")
        .hasRootCauseInstanceOf(UnknownHostException.class);
  }

  @Test
  void shouldWaitNoLongerThanItMay() {
    assertThatThrownBy(() -> lookup().addressOf("there", SHORT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no address of there within");
  }

  @Test
  void shouldLookUpOnceForManyWhoWait() throws IOException {
    NameLookup names = lookup();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> names.addressOf("there", SHORT)).isInstanceOf(IOException.class);
    }
    answer();

    assertThat(names.addressOf("there", LONG)).isEqualTo(InetAddress.getLoopbackAddress());
    assertThat(timesAsked).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void shouldLookUpAnewForALaterCaller() throws IOException {
    answer();
    NameLookup names = lookup();
    names.addressOf("there", LONG);
    names.addressOf("there", LONG);

    assertThat(timesAsked).hasValue(2);
  }

  private NameLookup lookup() {
    return new NameLookup(
        host -> {
          timesAsked.incrementAndGet();
          return answer.join();
        });
  }
}
