package org.rollbook.guard.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rollbook.guard.contract.SharedByTests;
import org.rollbook.guard.contract.SharedParameters;
import org.rollbook.testkit.kafka.TopicListener.Row;
import org.rollbook.testkit.site.AbortedRows;

/// What subscribers of both derived topics read while the process was killed in the middle of
/// transactions.
@ExtendWith(SharedParameters.class)
public interface AbortedRowsContract extends StackSamples {

  @SharedByTests
  default AbortedRun aborted() {
    return AbortedRun.of(campus());
  }

  @Test
  default void shouldHaveLeftRowsThatWereNeverCommitted(AbortedRun run) {
    assertThat(run.rows().aborted()).isNotEmpty();
  }

  @Test
  default void shouldShowASubscriberOnlyCommittedRows(AbortedRun run) {
    assertThat(run.rows().shown()).doesNotContainAnyElementsOf(run.rows().aborted());
    assertThat(run.rows().shownInOrder()).isEqualTo(run.rows().committed());
  }

  @Test
  default void shouldPublishEachChangeOfARowOnce(AbortedRun run) {
    List<Row> shown = run.ofRows(run.rows().shown());
    List<Row> shownUncommitted = run.ofRows(run.rows().shownUncommitted());

    assertThat(AbortedRows.ids(shown)).hasSameSizeAs(shown);
    assertThat(AbortedRows.ids(shownUncommitted)).hasSizeLessThan(shownUncommitted.size());
  }

  @Test
  default void shouldPublishAbortedRowsAgain(AbortedRun run) {
    assertThat(AbortedRows.ids(run.ofRows(run.rows().shown())))
        .containsAll(AbortedRows.ids(run.ofRows(run.rows().aborted())));
  }
}
