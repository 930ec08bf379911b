package org.rollbook.runtime.serve.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Which connections are closed when answers are not read, or requests do not come.
class UnsentBytesTest {

  private static final int MOST = 1_000;

  private final AtomicLong nanos = new AtomicLong(1);
  private final UnsentBytes unsent = new UnsentBytes(MOST);

  @Test
  void shouldCloseTheConnectionThatWaitedLongestWhenTheTotalIsTooMuch() {
    EmbeddedChannel first = answering(400);
    EmbeddedChannel second = answering(400);
    EmbeddedChannel third = answering(400);

    assertThat(first.isOpen()).isFalse();
    assertThat(second.isOpen()).isTrue();
    assertThat(third.isOpen()).isTrue();
    assertThat(unsent.total()).isEqualTo(800);
  }

  @Test
  void shouldForgetBytesThatHaveLeft() {
    EmbeddedChannel first = answering(400);
    first.flush();
    answering(400);
    EmbeddedChannel third = answering(400);

    assertThat(first.isOpen()).isTrue();
    assertThat(third.isOpen()).isTrue();
    assertThat(unsent.total()).isEqualTo(800);

    var _ = third.close();
    assertThat(unsent.total()).isEqualTo(400);
  }

  /// Otherwise no connection would be left to answer.
  @Test
  void shouldLetOneAnswerBeLarge() {
    EmbeddedChannel large = answering(5 * MOST);

    assertThat(large.isOpen()).isTrue();
    assertThat(unsent.total()).isEqualTo(5 * MOST);
  }

  @Test
  void shouldCloseAConnectionThatDoesNotReadAnAnswerInTime() {
    EmbeddedChannel slow = answering(1);
    pass(slow, Duration.ofSeconds(29));
    assertThat(slow.isOpen()).isTrue();

    pass(slow, Duration.ofSeconds(6));
    assertThat(slow.isOpen()).isFalse();
    assertThat(unsent.total()).isZero();
  }

  @Test
  void shouldCloseAConnectionWithAnUnfinishedRequestButNotAnIdleOne() {
    EmbeddedChannel silent = channel();
    EmbeddedChannel slow = channel();
    slow.writeInbound(Unpooled.copiedBuffer("GET / HT", US_ASCII));
    pass(silent, Duration.ofMinutes(1));
    pass(slow, Duration.ofSeconds(35));

    assertThat(silent.isOpen()).isTrue();
    assertThat(slow.isOpen()).isFalse();
  }

  private EmbeddedChannel answering(int bytes) {
    EmbeddedChannel channel = channel();
    var answer = new DefaultLastHttpContent(Unpooled.wrappedBuffer(new byte[bytes]));
    assertThat(channel.write(answer)).isNotNull();
    return channel;
  }

  private EmbeddedChannel channel() {
    var connection = new PacedConnection(unsent, () -> nanos.addAndGet(2));
    var channel = new EmbeddedChannel(connection.arriving(), connection.exchanging());
    channel.freezeTime();
    return channel;
  }

  private void pass(EmbeddedChannel channel, Duration time) {
    nanos.addAndGet(time.toNanos());
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }
}
