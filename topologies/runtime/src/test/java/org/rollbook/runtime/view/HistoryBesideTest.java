package org.rollbook.runtime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.view.WordView.said;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.TextCodec;

/// That a history which is made longer as bytes is the one that is made longer as items.
final class HistoryBesideTest {

  private static final HistoryCodec<String> CODEC =
      new HistoryCodec<>(new JournalCodec<>(new TextCodec()));
  private static final StoreSpec<History<String>> STORE = new StoreSpec<>("history", CODEC);

  @Property
  void shouldKeepTheBytesOfTheItemsThatAHistoryHas(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 20) Integer> minutes,
      @ForAll @IntRange(min = 1, max = 8) int limit) {
    var beside = new HistoryBeside<String, String>(STORE, CODEC, limit);
    History<String> items = History.none();
    Optional<byte[]> bytes = Optional.empty();

    for (int minute : minutes) {
      var item = new HistoryItem<>(said("word-" + minute, minute, "id-" + minute), Outcome.LATE);
      items = items.with(item, limit);
      Optional<byte[]> before = bytes;
      bytes = beside.longer(before.orElse(null), item).or(() -> before);
    }

    assertThat(bytes.orElseThrow()).isEqualTo(STORE.bytes(items));
  }
}
