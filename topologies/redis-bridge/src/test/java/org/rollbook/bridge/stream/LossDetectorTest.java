package org.rollbook.bridge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rollbook.bridge.stream.LossDetector.Judgement;

class LossDetectorTest {

  private final FakeReading reading = new FakeReading();
  private final FakeStream stream = reading.stream();

  @Test
  void shouldLoseNothingOfAStreamThatIsOnlyRead() {
    reading.read();
    stream.add(25);
    reading.readAll();

    assertThat(stream.readEntries()).isEqualTo(25);
    assertThat(reading.counted() + reading.uncounted()).isZero();
    assertThat(reading.position().orElseThrow().unread()).isZero();
  }

  @Test
  void shouldCountWhatWasTrimmedUnread() {
    stream.add(60);
    reading.readAll();
    stream.add(140);
    stream.trimTo(100);
    reading.readAll();

    assertThat(reading.counted()).isEqualTo(40);
    assertThat(reading.uncounted()).isZero();
    assertThat(reading.position().orElseThrow().unread()).isZero();
  }

  @Test
  void shouldNotMindWhatIsTrimmedAfterItWasRead() {
    stream.add(60);
    reading.readAll();
    stream.trimTo(0);
    reading.readAll();
    stream.add(5);
    reading.readAll();

    assertThat(reading.counted() + reading.uncounted()).isZero();
  }

  /// An operator who declares the site new would be wrong.
  @Test
  void shouldCountWhatWasTrimmedBeforeTheFirstLook() {
    stream.add(60);
    stream.trimTo(20);
    reading.readAll();

    assertThat(reading.counted()).isEqualTo(40);
  }

  @Test
  void shouldCountWhatWasDeletedUnread() {
    stream.add(20);
    stream.delete(15);
    reading.readAll();

    assertThat(reading.counted()).isEqualTo(1);
    assertThat(reading.position().orElseThrow().unread()).isZero();
  }

  /// Nothing is lost that was read, whichever it is.
  @Test
  void shouldNotMindWhatIsDeletedAfterItWasRead() {
    stream.add(20);
    reading.readAll();
    stream.delete(19);
    reading.readAll();
    stream.delete(3);
    stream.add(5);
    reading.readAll();

    assertThat(reading.counted() + reading.uncounted()).isZero();
  }

  @Test
  void shouldNoticeThatTheStreamIsGone() {
    stream.add(5);
    reading.readAll();
    stream.remove();

    assertThat(reading.judgement())
        .isInstanceOfSatisfying(
            Judgement.Absent.class,
            absent -> assertThat(absent.loss()).isInstanceOf(Loss.Uncounted.class));
  }

  @Test
  void shouldNoticeThatTheStreamWasMadeAgain() {
    stream.add(5);
    reading.readAll();
    stream.remove();
    stream.add(50);
    reading.readAll();

    assertThat(reading.uncounted()).isOne();
    assertThat(stream.unseen()).isZero();
  }

  @Test
  void shouldNoticeThatTheGroupIsGone() {
    stream.add(5);
    reading.readAll();
    stream.removeGroup();
    reading.readAll();

    assertThat(reading.uncounted()).isOne();
  }

  /// The server came back from an older snapshot, and more was added since than was lost.
  @Test
  void shouldNoticeAnOlderStreamThatHasGrownSince() {
    stream.add(20);
    FakeStream snapshot = stream.snapshot();
    stream.add(30);
    reading.readAll();
    stream.restore(snapshot);
    stream.add(100);
    reading.readAll();

    assertThat(reading.uncounted()).isOne();
    assertThat(stream.unseen()).isZero();
  }

  /// No loss is missed, and where the stream was only trimmed it is counted exactly.
  @Property(tries = 500)
  void shouldMissNoLoss(@ForAll long seed) {
    var reading = new FakeReading();
    FakeStream stream = reading.stream();
    var chance = new SplittableRandom(seed);
    reading.read();
    boolean trimmedOnly = true;
    for (int step = 0; step < 60; step++) {
      switch (chance.nextInt(10)) {
        case 0, 1, 2, 3 -> stream.add(chance.nextInt(1, 40));
        case 4, 5 -> stream.trimTo(chance.nextInt(60));
        case 6, 7, 8 -> reading.read();
        default -> trimmedOnly &= !isRemoved(stream, chance);
      }
    }
    reading.readAll();

    if (trimmedOnly) {
      assertThat(reading.counted()).isEqualTo(stream.lostEntries());
      assertThat(reading.uncounted()).isZero();
    } else if (stream.lostEntries() > 0) {
      assertThat(reading.counted() + reading.uncounted()).isPositive();
    }
    assertThat(stream.unseen()).isZero();
  }

  private static boolean isRemoved(FakeStream stream, RandomGenerator chance) {
    boolean removed = chance.nextInt(4) == 0;
    if (removed) {
      stream.remove();
    }
    return removed;
  }
}
