package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkheadTest {

  private final Bulkhead one = new Bulkhead(1);

  @Test
  void shouldRunAnActionWhileThereIsRoom() {
    assertThat(one.run(() -> "done")).contains("done");
    assertThat(one.run(() -> "done again")).contains("done again");
  }

  @Test
  void shouldRefuseAnActionAboveTheBound() {
    Optional<Optional<String>> inside = one.run(() -> one.run(() -> "not run"));

    assertThat(inside).contains(Optional.empty());
  }

  @Test
  void shouldHaveRoomAgainAfterAFailure() {
    assertThatThrownBy(
            () ->
                one.run(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(one.run(() -> "done")).contains("done");
  }
}
