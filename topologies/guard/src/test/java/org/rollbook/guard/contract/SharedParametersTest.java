package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

class SharedParametersTest {

  /// What the tests of a class share.
  ///
  /// @param number how many were made before it
  public record Numbered(int number) implements AutoCloseable {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }

  @ExtendWith(SharedParameters.class)
  public interface NumberedContract {

    @SharedByTests
    default Numbered numbered() {
      return new Numbered(Numbered.MADE.getAndIncrement());
    }

    @RepeatedTest(3)
    default void shouldBeMadeOnceForAClassAndClosedAfterIt(Numbered numbered) {
      assertThat(Numbered.MADE).hasValue(numbered.number() + 1);
      assertThat(Numbered.CLOSED).hasValue(numbered.number());
    }
  }

  @Nested
  class OneClass implements NumberedContract {}

  @Nested
  class AnotherClass implements NumberedContract {}
}
