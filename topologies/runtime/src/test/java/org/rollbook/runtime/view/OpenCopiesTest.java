package org.rollbook.runtime.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollbook.runtime.view.WordView.NOON;
import static org.rollbook.runtime.view.WordView.said;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.view.OpenCopies.OpenCopy;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

class OpenCopiesTest {

  private static final SourceList SOURCES = new SourceList(Set.of("source"));

  private static final Bytes ANN = Bytes.wrap("ann".getBytes(UTF_8));

  private final OpenCopies copies = new OpenCopies(WordView.NOON_CLOCK);
  private final WordView view = new WordView(3, copies);

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void shouldKnowEachStoreWhileItIsOpen() {
    assertThat(copies.find("words", 0)).map(OpenCopy::openedAt).contains(NOON);
    assertThat(copies.find("history", 0)).isPresent();
    assertThat(copies.find("words", 1)).isEmpty();
    assertThat(copies.find("unheard-of", 0)).isEmpty();

    close();

    assertThat(copies.find("words", 0)).isEmpty();
    assertThat(copies.find("history", 0)).isEmpty();
  }

  @Test
  void shouldReadTheStoreAsItGoesOn() {
    OpenCopy copy = words();
    assertThat(copy.asOf()).isEmpty();

    hearUpTo(NOON);
    view.hear(said("ann=first", 1, "a"));

    assertThat(copy.asOf().flatMap(asOf -> asOf.coverage(SOURCES).asOf())).contains(NOON);
    assertThat(copy.rows().get(ANN)).isNotNull();
    assertThat(words()).isSameAs(copy);
  }

  @Test
  void shouldNotRememberAnAsOfForLongerThanItIsTrue() {
    OpenCopy copy = words();
    hearUpTo(NOON);
    assertThat(copy.asOf().flatMap(asOf -> asOf.coverage(SOURCES).asOf())).contains(NOON);

    hearUpTo(NOON.plusSeconds(1));

    assertThat(copy.asOf().flatMap(asOf -> asOf.coverage(SOURCES).asOf()))
        .contains(NOON.plusSeconds(1));
  }

  @Test
  void shouldRefuseToBeReadOnceItIsClosed() {
    view.hear(said("ann=first", 1, "a"));
    OpenCopy copy = words();
    close();

    assertThatThrownBy(() -> copy.rows().get(ANN)).isInstanceOf(InvalidStateStoreException.class);
    assertThatThrownBy(() -> copy.rows().range(ANN, ANN))
        .isInstanceOf(InvalidStateStoreException.class);
    assertThat(copy.asOf()).isEmpty();
  }

  /// The end of the rows would be a wrong answer.
  @Test
  void shouldRefuseToGoOnWithAListOnceItIsClosed() {
    view.hear(said("ann=first", 1, "a"));
    try (var rows = words().rows().range(ANN, ANN)) {
      close();

      assertThatThrownBy(rows::hasNext).isInstanceOf(InvalidStateStoreException.class);
    }
  }

  @Test
  void shouldBeAnotherCopyOnceItIsOpenedAgain() {
    OpenCopy before = words();
    close();

    try (var again = new WordView(3, copies)) {
      again.hear(said("ann=first", 1, "a"));

      assertThat(words()).isNotEqualTo(before);
    }
  }

  @Test
  void shouldKeepTheNewerCopyIfTheOlderIsClosedAfterIt() {
    try (var newer = new WordView(3, copies)) {
      newer.hear(said("ann=first", 1, "a"));
      OpenCopy copy = words();
      close();

      assertThat(words()).isSameAs(copy);
      assertThat(copy.rows().get(ANN)).isNotNull();
    }
  }

  private void hearUpTo(Instant time) {
    var source = new SourcePartition("source", 0);
    view.hear(new Watermark(time, SOURCES, true, Set.of(source), Map.of(source, time), Map.of()));
  }

  private OpenCopy words() {
    return copies.find("words", 0).orElseThrow();
  }
}
