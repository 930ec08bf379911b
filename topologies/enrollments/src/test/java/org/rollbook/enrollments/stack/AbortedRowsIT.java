package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.enrollments.stack.Listener.Row;
import org.rollbook.model.topic.Topics;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What subscribers were shown while the process was killed in the middle of transactions.
///
/// It is killed until the log was left three times with rows that nobody had committed. Two
/// subscribers listen all the while; one of them reads such rows too, so it is known that there was
/// something not to be shown.
class AbortedRowsIT {

  private static final Logger LOG = LoggerFactory.getLogger(AbortedRowsIT.class);

  private static final int EVENTS_PER_SECOND = 1_000;
  private static final int ROWS_BETWEEN_KILLS = 200;
  private static final int LEFT_OPEN = 1;
  private static final int MOST_KILLS = 10;

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Stack stack;
  private static List<Row> shown;
  private static List<Row> shownUncommitted;
  private static List<Row> committed;

  @BeforeAll
  static void killInTheMiddleOfTransactions() {
    stack = Stack.start(folder);
    stack.view().awaitReady(Duration.ofSeconds(90));
    try (var subscriber = Listener.start(IsolationLevel.READ_COMMITTED, partitions());
        var uncommitted = Listener.start(IsolationLevel.READ_UNCOMMITTED, partitions())) {
      drill(uncommitted);
      await("until all is published")
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () ->
                  assertThat(Derived.enrollments(stack))
                      .containsExactlyInAnyOrderElementsOf(
                          TRUTH.courses().stream()
                              .flatMap(course -> TRUTH.roster(course).stream())
                              .toList()));
      committed = stack.committed(Topics.ENROLLMENTS.name()).stream().map(Row::of).toList();
      await("until the subscriber has heard all")
          .atMost(Duration.ofSeconds(30))
          .until(() -> subscriber.count() >= committed.size());
      shown = subscriber.heard();
      shownUncommitted = uncommitted.heard();
    }
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static void drill(Listener uncommitted) {
    try (var lms = stack.lms(TRUTH);
        var campus =
            new CampusRun(
                Campus.running(CampusSettings.of(1, 2_000, 40), Clock.systemUTC()),
                lms,
                EVENTS_PER_SECOND,
                Clock.systemUTC())) {
      campus.start();
      int kills = 0;
      for (int leftOpen = 0; leftOpen < LEFT_OPEN && kills < MOST_KILLS; kills++) {
        int before = uncommitted.count();
        await("until it publishes")
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> uncommitted.count() > before + ROWS_BETWEEN_KILLS);
        stack.view().kill();
        leftOpen += isLeftOpen() ? 1 : 0;
        stack.view().startAgain();
      }
      LOG.atInfo().addKeyValue("kills", kills).log("Drilled");
    }
  }

  /// Whether the log goes on behind what a committed reader may read.
  private static boolean isLeftOpen() {
    Map<TopicPartition, Long> stable = ends(IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> all = ends(IsolationLevel.READ_UNCOMMITTED);
    return !stable.equals(all);
  }

  private static Map<TopicPartition, Long> ends(IsolationLevel isolation) {
    var asked =
        partitions().stream()
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    try {
      return stack
          .broker()
          .admin()
          .listOffsets(asked, new ListOffsetsOptions(isolation))
          .all()
          .get()
          .entrySet()
          .stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  (Map.Entry<TopicPartition, ListOffsetsResultInfo> end) ->
                      end.getValue().offset()));
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<TopicPartition> partitions() {
    return IntStream.range(0, Stack.PARTITIONS)
        .mapToObj(
            partition -> new TopicPartition(stack.topic(Topics.ENROLLMENTS.name()), partition))
        .toList();
  }

  private static Set<Row> aborted() {
    Set<Row> aborted = new HashSet<>(shownUncommitted);
    committed.forEach(aborted::remove);
    return aborted;
  }

  private static Set<String> ids(Iterable<Row> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.id()));
    return ids;
  }

  @Test
  void shouldHaveLeftRowsThatWereNeverCommitted() {
    assertThat(aborted()).isNotEmpty();
    LOG.atInfo()
        .addKeyValue("aborted", aborted().size())
        .addKeyValue("committed", committed.size())
        .log("Rows");
  }

  @Test
  void shouldShowASubscriberNothingButWhatWasCommitted() {
    assertThat(shown).doesNotContainAnyElementsOf(aborted());
    assertThat(
            shown.stream()
                .sorted(Comparator.comparingInt(Row::partition).thenComparingLong(Row::offset)))
        .containsExactlyElementsOf(committed);
  }

  /// The id follows from what is said and of which event, so it tells apart what was said anew from
  /// what was said twice.
  @Test
  void shouldTellEachChangeOnce() {
    assertThat(ids(shown)).hasSameSizeAs(shown);
    assertThat(ids(shownUncommitted)).hasSizeLessThan(shownUncommitted.size());
  }

  @Test
  void shouldTellAgainWhatWasAborted() {
    assertThat(ids(shown)).containsAll(ids(aborted()));
  }
}
