package org.rollbook.runtime.view.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.topics.ManagedTopic;

class ChangelogLookTest {

  private static final TopicPartition ROWS = new TopicPartition("rows", 0);
  private static final TopicPartition COUNTS = new TopicPartition("counts", 0);
  private static final TopicPartition JOURNAL = new TopicPartition("journal", 0);
  private static final ViewChangelogs VIEW =
      new ViewChangelogs(
          "roster",
          "journal",
          List.of(new ManagedTopic("rows", 1, Map.of()), new ManagedTopic("counts", 1, Map.of())));

  private static final Map<String, String> IDS = Map.of("rows", "r1", "counts", "c1");
  private static final Map<TopicPartition, Long> AT_0 = Map.of(ROWS, 0L, COUNTS, 0L);
  private static final Map<TopicPartition, Long> AT_100 = Map.of(ROWS, 100L, COUNTS, 100L);
  private static final Map<TopicPartition, Long> READ_90 = Map.of(JOURNAL, 90L);
  private static final Map<TopicPartition, ChangelogMark> MARKS =
      Map.of(ROWS, new ChangelogMark("r1", 80, 0), COUNTS, new ChangelogMark("c1", 80, 0));

  @Test
  void shouldFindNothingLostAtANewSite() {
    assertThat(new ChangelogLook(VIEW, IDS, AT_0, AT_0, Map.of(), Map.of()).loss()).isEmpty();
  }

  @Test
  void shouldFindNothingLostInWhatItKnows() {
    assertThat(new ChangelogLook(VIEW, IDS, AT_0, AT_100, MARKS, READ_90).loss()).isEmpty();
  }

  @Test
  void shouldBelieveChangelogsOfWhichNothingIsKnownYet() {
    assertThat(new ChangelogLook(VIEW, IDS, AT_0, AT_100, Map.of(), READ_90).loss()).isEmpty();
  }

  @Test
  void shouldDetectAMissingChangelog() {
    assertThat(new ChangelogLook(VIEW, Map.of("rows", "r1"), AT_0, AT_100, MARKS, READ_90).loss())
        .hasValue("changelog counts was deleted");
  }

  @Test
  void shouldDetectAnEmptyChangelogOfAJournalThatWasRead() {
    Map<TopicPartition, Long> ends = Map.of(ROWS, 100L, COUNTS, 0L);

    assertThat(new ChangelogLook(VIEW, IDS, AT_0, ends, Map.of(), READ_90).loss())
        .hasValue("changelog counts-0 is empty although the journal was read");
  }

  /// As after a stop for longer than the broker keeps offsets.
  @Test
  void shouldDetectAnEmptyChangelogBesideAnotherWhenNothingElseIsKnown() {
    Map<TopicPartition, Long> ends = Map.of(ROWS, 100L, COUNTS, 0L);

    assertThat(new ChangelogLook(VIEW, IDS, AT_0, ends, Map.of(), Map.of()).loss())
        .hasValue("changelog counts-0 is empty although the journal was read");
  }

  @Test
  void shouldDetectAnotherTopicOfTheSameName() {
    Map<String, String> ids = Map.of("rows", "r1", "counts", "c2");

    assertThat(new ChangelogLook(VIEW, ids, AT_0, AT_100, MARKS, READ_90).loss())
        .hasValue("changelog counts was deleted and created again");
  }

  /// The broker forgets the offsets of a topic that is deleted.
  @Test
  void shouldDetectAnotherTopicWhoseMarksAreGone() {
    var marks = Map.of(ROWS, new ChangelogMark("r1", 80, 0));

    assertThat(new ChangelogLook(VIEW, IDS, AT_0, AT_100, marks, READ_90).loss())
        .hasValue("changelog counts was deleted and created again");
  }

  @Test
  void shouldDetectALostEndAndALostBeginning() {
    Map<TopicPartition, Long> at79 = Map.of(ROWS, 79L, COUNTS, 100L);
    Map<TopicPartition, Long> at5 = Map.of(ROWS, 5L, COUNTS, 0L);

    assertThat(new ChangelogLook(VIEW, IDS, AT_0, at79, MARKS, READ_90).loss())
        .hasValue("changelog rows-0 has lost its end");
    assertThat(new ChangelogLook(VIEW, IDS, at5, AT_100, MARKS, READ_90).loss())
        .hasValue("changelog rows-0 has lost its beginning");
  }

  @Test
  void shouldReportHowMuchOfARebuildIsLeft() {
    Map<TopicPartition, ChangelogMark> marks =
        new ChangelogLook(VIEW, IDS, AT_0, AT_0, Map.of(), Map.of())
            .newMarks(Map.of(JOURNAL, 1_000L));
    var stored =
        marks.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, mark -> ChangelogMark.from(mark.getValue().toCommit())));

    assertThat(stored).isEqualTo(marks);
    assertThat(new ChangelogLook(VIEW, IDS, AT_0, AT_0, stored, Map.of()).left()).isEqualTo(1_000);
    assertThat(new ChangelogLook(VIEW, IDS, AT_0, AT_0, stored, READ_90).left()).isEqualTo(910);
    assertThat(new ChangelogLook(VIEW, IDS, AT_0, AT_100, MARKS, READ_90).left()).isZero();
  }
}
