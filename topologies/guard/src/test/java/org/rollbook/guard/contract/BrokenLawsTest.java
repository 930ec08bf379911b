package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollbook.guard.contract.AnyOrderContract.DrawnEvent;
import org.rollbook.runtime.view.AggregateLaw;

/// The contract fails for a view that breaks a law. Its tests are what is tested here.
class BrokenLawsTest {

  /// Four events about two rows of one course. Of the first row, the latest event is neither the
  /// first nor the last one, and another has the same time.
  private static final List<DrawnEvent> DRAWS =
      List.of(
          new DrawnEvent(1, 0, 2, 0, 1, 10),
          new DrawnEvent(1, 0, 2, 0, 3, 30),
          new DrawnEvent(1, 0, 1, 0, 2, 20),
          new DrawnEvent(2, 0, 0, 0, 4, 40));

  private static final NotesContract RIGHT = NotesContract.thatKeepsTheLaws();

  @Test
  void shouldPassAViewThatKeepsTheLaws() {
    assertThatCode(
            () -> {
              inSomeOrders(RIGHT);
              RIGHT.shouldReachTheStateOfAPlainComputation(DRAWS);
              RIGHT.shouldMergeEveryAcceptedEvent(new Random(1));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void shouldFailAViewInWhichTheLastArrivalWins() {
    var broken = new NotesContract((row, event) -> event, NotesContract.COUNT, 100);

    assertFails(() -> inSomeOrders(broken));
    assertFails(() -> broken.shouldReachTheStateOfAPlainComputation(DRAWS));
  }

  @Test
  void shouldFailAViewInWhichTheFirstArrivalWins() {
    var broken = new NotesContract((row, event) -> row.orElse(event), NotesContract.COUNT, 100);

    assertFails(() -> inSomeOrders(broken));
    assertFails(() -> broken.shouldReachTheStateOfAPlainComputation(DRAWS));
  }

  @Test
  void shouldFailAViewThatOrdersByTimeAlone() {
    var broken =
        new NotesContract(
            (row, event) ->
                row.filter(before -> !event.stamp().eventTime().isAfter(before.stamp().eventTime()))
                    .orElse(event),
            NotesContract.COUNT,
            100);

    assertFails(() -> inSomeOrders(broken));
  }

  @Test
  void shouldFailAViewWhoseSumsKeepOldRows() {
    var broken =
        new NotesContract(
            NotesContract.LATEST,
            AggregateLaw.of(0L, (sum, row) -> sum + 1, (sum, row) -> sum),
            100);

    assertFails(() -> broken.shouldReachTheStateOfAPlainComputation(DRAWS));
  }

  @Test
  void shouldFailAViewThatAcceptsOrRejectsMoreThanItSays() {
    for (int longest : new int[] {99, 101}) {
      var broken = new NotesContract(NotesContract.LATEST, NotesContract.COUNT, longest);

      assertFails(() -> broken.shouldMergeEveryAcceptedEvent(new Random(1)));
    }
  }

  private static void inSomeOrders(NotesContract contract) {
    IntStream.range(0, 5)
        .forEach(
            seed ->
                contract.shouldReachTheSameStateInAnyOrderAndMultiplicity(DRAWS, new Random(seed)));
  }

  private static void assertFails(Runnable contract) {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(contract::run);
  }
}
