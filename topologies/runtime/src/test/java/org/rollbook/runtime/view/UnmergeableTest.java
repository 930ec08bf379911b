package org.rollbook.runtime.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollbook.runtime.view.WordView.NOON;
import static org.rollbook.runtime.view.WordView.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// What a view does with a record of its journal that it cannot merge.
class UnmergeableTest {

  private static final SourcePartition SOURCE = new SourcePartition("source", 0);
  private static final SourceList SOURCES = new SourceList(Set.of(SOURCE.topic()));
  private static final Stamped<String> BAD = event("ann=bad", 2, "bad");

  private final List<String> counted = new ArrayList<>();
  private final WordView view = new WordView(3, new OpenReplicas(WordView.NOON_CLOCK), meters());

  private ViewMeters meters() {
    return new ViewMeters() {
      @Override
      public void watermarkFromTheFuture(String view) {}

      @Override
      public void received(String view, Outcome outcome, Duration age) {
        throw new IllegalStateException("a fault of the meters");
      }

      @Override
      public void unmergeable(String view) {
        counted.add(view);
      }
    };
  }

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void shouldMergeAlthoughCountingFails() {
    view.receive(event("ann=good", 1, "a"));

    assertThat(view.word("ann")).contains("ann=good");
  }

  @Test
  void shouldMakeADeadLetterThatNamesTheSourceMessage() {
    view.failAt("ann=bad", new IllegalStateException("a fault of the law"));
    view.receive(BAD);

    TestRecord<String, byte[]> letter = view.deadLetters().getFirst();
    assertThat(letter.key()).isEqualTo("source-0-2-words");
    assertThat(letter.value()).isEqualTo(WordView.journaled(BAD));
    assertThat(header(letter, "rollbook_cause")).isEqualTo("unmergeable");
    assertThat(header(letter, "rollbook_detail"))
        .startsWith("words cannot merge it: java.lang.IllegalStateException at ")
        .endsWith(": a fault of the law");
    assertThat(header(letter, "rollbook_topic")).isEqualTo("source");
    assertThat(header(letter, "rollbook_partition")).isEqualTo("0");
    assertThat(header(letter, "rollbook_offset")).isEqualTo("2");
    assertThat(header(letter, "rollbook_view")).isEqualTo("words");
    assertThat(header(letter, "ce_id")).isEqualTo("bad");
    assertThat(letter.headers().lastHeader("rollbook_key").value())
        .isEqualTo(WordView.journalKey(BAD));
    assertThat(counted).containsExactly("words");
  }

  @Test
  void shouldGoOnWithTheNextEvent() {
    view.failAt("ann=bad", new IllegalStateException("a fault of the law"));
    view.receive(BAD);
    view.receive(event("ann=good", 3, "good"));

    assertThat(view.word("ann")).contains("ann=good");
  }

  @Test
  void shouldWriteNothingOfAnEventWhoseLastPartFails() {
    view.receive(event("ann=before", 1, "a"));
    view.published();
    view.failToPublish("ann=bad", new IllegalStateException("a fault of the codec"));
    view.receive(BAD);

    assertThat(view.word("ann")).contains("ann=before");
    assertThat(view.history("ann")).hasSize(1);
    assertThat(view.counts()).contains("1");
    assertThat(view.published()).isEmpty();
  }

  /// It is made after the sum was written, and the sum is right.
  @Test
  void shouldCountASumThatCannotBePublishedAndPublishTheNext() {
    view.failToPublish("1", new IllegalStateException("a fault of the codec"));
    view.receive(event("ann=first", 1, "a"));
    view.waitASecond();

    assertThat(view.published()).containsExactly("ann=first");
    assertThat(view.counts()).contains("1");
    assertThat(counted).containsExactly("words");

    view.receive(event("bob=second", 2, "b"));
    view.waitASecond();
    assertThat(view.published()).containsExactly("bob=second", "2");
  }

  @Test
  void shouldNotWriteARecordThatNoTopicTakes() {
    String large = "ann=" + "x".repeat(RecordSize.MOST_BYTES);
    view.receive(event(large, 1, "large"));

    assertThat(header(view.deadLetters().getFirst(), "rollbook_detail"))
        .contains("would have 10", "at most 1000000 are written");
    assertThat(view.word("ann")).isEmpty();
  }

  @Test
  void shouldNotBeCompleteInAnyStoreWithoutIt() {
    view.receive(watermark(0));
    assertThat(view.asOf("words").flatMap(asOf -> asOf.completeSince(SOURCES))).contains(NOON);
    view.failAt("ann=bad", new IllegalStateException("a fault of the law"));
    view.receive(BAD);
    view.receive(watermark(1));

    for (String store : List.of("words", "history", "counts")) {
      AsOf asOf = view.asOf(store).orElseThrow();
      assertThat(asOf.completeSince(SOURCES)).as(store).isEmpty();
      assertThat(asOf.unmergeableSince()).as(store).contains(NOON);
      assertThat(asOf.coverage(SOURCES).asOf()).as(store).contains(NOON.plusSeconds(1));
    }
    assertThat(view.tasks().find("words", 0).orElseThrow().asOf().completeSince(SOURCES)).isEmpty();
  }

  @Test
  void shouldBeCompleteAgainOnceAllThatIsMissingWasMerged() {
    view.receive(watermark(0));
    Stamped<String> other = event("bob=bad", 2, "other");
    view.failAt("ann=bad", new IllegalStateException("a fault of the law"));
    view.failAt("bob=bad", new IllegalStateException("a fault of the law"));
    view.receive(BAD);
    view.receive(other);
    view.mend();

    view.receive(BAD);
    assertThat(view.asOf("history").flatMap(asOf -> asOf.completeSince(SOURCES))).isEmpty();

    view.receive(other);
    assertThat(view.asOf("history").flatMap(asOf -> asOf.completeSince(SOURCES))).contains(NOON);
    assertThat(view.word("bob")).contains("bob=bad");
  }

  @Test
  void shouldBeCompleteAgainOnceWhatIsMissingWasErased() {
    view.receive(watermark(0));
    view.failAt("ann=bad", new IllegalStateException("a fault of the law"));
    view.receive(BAD);

    view.erase(BAD);

    assertThat(view.asOf("counts").flatMap(asOf -> asOf.completeSince(SOURCES))).contains(NOON);
  }

  @Test
  void shouldMakeADeadLetterOfWhatItCannotRead() {
    view.receiveBytes(new byte[] {9, 'i', 'd', 0, 2}, new byte[] {42});

    TestRecord<String, byte[]> letter = view.deadLetters().getFirst();
    assertThat(letter.key()).isEqualTo("journal-0-0-words");
    assertThat(letter.value()).containsExactly(42);
    assertThat(header(letter, "ce_id")).isEqualTo("id");
    assertThat(header(letter, "rollbook_detail")).contains("not a journal record");
  }

  @Test
  void shouldMakeADeadLetterOfAWatermarkThatItCannotRead() {
    view.receiveBytes(WatermarkKeys.ofMember("member"), new byte[] {42});
    view.receiveBytes(new byte[0], new byte[] {42});

    assertThat(view.deadLetters())
        .extracting(TestRecord::key)
        .containsExactly("journal-0-0-words", "journal-0-1-words");
  }

  @Test
  void shouldEndWhenAStoreFails() {
    view.failAt("ann=bad", new ProcessorStateException("a fault of the disk"));

    assertThatThrownBy(() -> view.receive(BAD)).hasStackTraceContaining("a fault of the disk");
  }

  private static String header(TestRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private static Watermark watermark(int second) {
    var at = NOON.plusSeconds(second);
    return new Watermark(at, SOURCES, true, Set.of(SOURCE), Map.of(SOURCE, at), Map.of());
  }
}
