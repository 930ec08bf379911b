package org.rollbook.runtime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.view.WordView.NOON;
import static org.rollbook.runtime.view.WordView.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.CompletedPass;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

class ViewTest {

  private static final SourcePartition SOURCE = new SourcePartition("source", 0);
  private static final SourceList SOURCES = new SourceList(Set.of("source"));

  private final WordView view = new WordView(3);

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void shouldKeepAPassInEachStore() {
    Instant noon = Instant.parse("2026-08-20T12:00:00Z");
    view.receive(new CompletedPass(noon, noon.minusSeconds(600), noon.plusSeconds(1)));
    view.receive(
        new Watermark(
            noon.plusSeconds(2),
            SOURCES,
            false,
            Set.of(SOURCE),
            Map.of(SOURCE, noon.plusSeconds(2)),
            Map.of()));

    for (String store : List.of("words", "history", "counts")) {
      AsOf asOf = view.asOf(store).orElseThrow();
      assertThat(asOf.completeSince(SOURCES)).as(store).contains(noon);
    }
    assertThat(view.deadLetters()).isEmpty();
  }

  @Test
  void shouldKeepTheLatestByStamp() {
    view.receive(event("ann=later", 2, "b"));
    view.receive(event("ann=earlier", 1, "a"));

    assertThat(view.word("ann")).contains("ann=later");
  }

  @Test
  void shouldPublishEachChangeAndNoLateEvent() {
    view.receive(event("ann=first", 1, "a"));
    view.receive(event("ann=second", 2, "b"));
    view.receive(event("ann=late", 0, "c"));

    assertThat(view.published()).containsExactly("ann=first", "ann=second");
  }

  @Test
  void shouldRememberEachEventOnceNewestFirst() {
    view.receive(event("ann=second", 2, "b"));
    view.receive(event("ann=first", 1, "a"));
    view.receive(event("ann=first", 1, "a"));

    assertThat(view.history("ann"))
        .containsExactly(
            new HistoryItem<>(event("ann=second", 2, "b"), Outcome.APPLIED),
            new HistoryItem<>(event("ann=first", 1, "a"), Outcome.LATE));
  }

  @Test
  void shouldRememberTheGreatestStampsWhateverTheOrder() {
    for (int minute : new int[] {4, 1, 5, 2, 3}) {
      view.receive(event("ann=" + minute, minute, "id-" + minute));
    }

    assertThat(view.history("ann"))
        .extracting(item -> item.event().payload())
        .containsExactly("ann=5", "ann=4", "ann=3");
  }

  @Test
  void shouldCountARowOnceHoweverOftenItChanges() {
    view.receive(event("ann=first", 1, "a"));
    view.receive(event("ann=second", 2, "b"));
    view.receive(event("bob=first", 1, "c"));
    view.receive(event("bob=first", 1, "c"));

    assertThat(view.counts()).contains("2");
  }

  @Test
  void shouldPublishAnAggregateOnceForManyChanges() {
    view.receive(event("ann=first", 1, "a"));
    view.receive(event("bob=first", 1, "b"));
    assertThat(view.published()).hasSize(2);

    view.waitASecond();
    assertThat(view.published()).containsExactly("2");

    view.waitASecond();
    assertThat(view.published()).isEmpty();
  }

  @Test
  void shouldWriteTheAsOfToEachStore() {
    view.receive(watermark());

    assertThat(view.asOf("words").flatMap(asOf -> asOf.coverage(SOURCES).asOf())).contains(NOON);
    assertThat(view.asOf("history")).isEqualTo(view.asOf("words"));
    assertThat(view.asOf("counts")).isEqualTo(view.asOf("words"));
  }

  @Test
  void shouldLeaveRowsAloneWhenTheJournalForgetsAnEvent() {
    view.receive(event("ann=first", 1, "a"));
    view.erase(event("ann=first", 1, "a"));

    assertThat(view.word("ann")).contains("ann=first");
  }

  @Test
  void shouldReportWhichTasksRun() {
    var other = new WordView(3);
    assertThat(other.tasks().find("words", 0)).isPresent();

    other.close();

    assertThat(other.tasks().find("words", 0)).isEmpty();
  }

  private static Watermark watermark() {
    return new Watermark(NOON, SOURCES, true, Set.of(SOURCE), Map.of(SOURCE, NOON), Map.of());
  }
}
