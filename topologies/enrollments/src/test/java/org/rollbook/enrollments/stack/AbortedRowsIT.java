package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.TopicListener.Row;
import org.rollbook.testkit.site.AbortedRows;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.SubscribedRecords;

/// What subscribers of both derived topics read while the process was killed in the middle of
/// transactions.
class AbortedRowsIT {

  @TempDir static Path folder;
  private static AbortedRows rows;
  private static Predicate<Row> ofLearners;

  @BeforeAll
  static void killInTheMiddleOfTransactions() {
    var truth = Truth.keepingAll();
    try (var site = Site.start("enrollments", folder)) {
      site.view().awaitReady();
      rows =
          AbortedRows.drill(
              site,
              truth,
              RowKind.ENROLLMENTS,
              SubscribedRecords.ofEnrollments(site),
              truth.enrollments());
      String topic = site.topic(EnrollmentContract.ENROLLMENTS.name());
      ofLearners = row -> row.topic().equals(topic);
    }
  }

  @Test
  void shouldHaveLeftRowsThatWereNeverCommitted() {
    assertThat(rows.aborted()).isNotEmpty();
  }

  @Test
  void shouldShowASubscriberOnlyCommittedRows() {
    assertThat(rows.shown()).doesNotContainAnyElementsOf(rows.aborted());
    assertThat(rows.shownInOrder()).isEqualTo(rows.committed());
  }

  @Test
  void shouldPublishEachChangeOfARowOnce() {
    List<Row> shown = rows.shown().stream().filter(ofLearners).toList();
    List<Row> shownUncommitted = rows.shownUncommitted().stream().filter(ofLearners).toList();

    assertThat(AbortedRows.ids(shown)).hasSameSizeAs(shown);
    assertThat(AbortedRows.ids(shownUncommitted)).hasSizeLessThan(shownUncommitted.size());
  }

  @Test
  void shouldPublishAbortedRowsAgain() {
    assertThat(AbortedRows.ids(rows.shown().stream().filter(ofLearners).toList()))
        .containsAll(AbortedRows.ids(rows.aborted().stream().filter(ofLearners).toList()));
  }
}
