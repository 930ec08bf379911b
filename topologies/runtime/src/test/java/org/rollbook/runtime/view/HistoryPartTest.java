package org.rollbook.runtime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.view.WordView.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.journal.TextCodec;

/// A history that is extended as bytes equals one that is extended as items.
final class HistoryPartTest {

  private static final HistoryCodec<String> CODEC =
      new HistoryCodec<>(new JournalCodec<>(JournalFormats.of(new TextCodec())));
  private static final StoreSpec<History<String>> STORE = new StoreSpec<>("history", CODEC);

  @Property
  void shouldKeepTheBytesOfTheItemsThatAHistoryHas(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 20) Integer> minutes,
      @ForAll @IntRange(min = 1, max = 8) int limit) {
    var part = new HistoryPart<String, String>(STORE, CODEC, limit);
    History<String> items = History.none();
    Optional<byte[]> bytes = Optional.empty();

    for (int minute : minutes) {
      var item = new HistoryItem<>(event("word-" + minute, minute, "id-" + minute), Outcome.LATE);
      items = items.with(item, limit);
      Optional<byte[]> before = bytes;
      bytes = part.longer(before.orElse(null), item).or(() -> before);
    }

    assertThat(bytes.orElseThrow()).isEqualTo(STORE.bytes(items));
  }

  @Property(tries = 5)
  void shouldRememberTheNewestLargeEventsInAnyOrder(@ForAll Random random) {
    List<Integer> minutes = new ArrayList<>(IntStream.range(0, 400).boxed().toList());
    byte[] inOrder = remembered(minutes);
    Collections.shuffle(minutes, random);

    byte[] shuffled = remembered(minutes);

    assertThat(shuffled).isEqualTo(inOrder).hasSizeBetween(512 << 10, 528 << 10);
    assertThat(STORE.row(shuffled).items().getFirst().event().stamp().eventId())
        .isEqualTo("id-399");
  }

  /// With 1,000 events to remember, each of up to 16 KiB.
  private static byte[] remembered(List<Integer> minutes) {
    var part = new HistoryPart<String, String>(STORE, CODEC, 1_000);
    byte[] history = null;
    for (int minute : minutes) {
      String word = "x".repeat(1_000 + minute * 7_919 % 15_000);
      var item = new HistoryItem<>(event(word, minute, "id-" + minute), Outcome.APPLIED);
      history = part.longer(history, item).orElse(history);
    }
    return Objects.requireNonNull(history);
  }
}
