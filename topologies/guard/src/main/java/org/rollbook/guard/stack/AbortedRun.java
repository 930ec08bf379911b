package org.rollbook.guard.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.TopicListener.Row;
import org.rollbook.testkit.site.AbortedRows;
import org.rollbook.testkit.site.CampusView;

/// The records of an instance that was killed in the middle of transactions.
///
/// @param topic of the rows; the records of the other topic are figures
public record AbortedRun(AbortedRows rows, String topic) {

  static <R, F> AbortedRun of(CampusView<R, F> view) {
    try (var running = RunningSite.of(view.topology(), Map.of())) {
      var derived = view.derived().apply(running.site());
      return new AbortedRun(
          view.killInTransactions(running.site(), Truth.keepingAll()),
          running.site().topic(derived.topicOfRows().name()));
    }
  }

  /// Those on the topic of the rows.
  List<Row> ofRows(Collection<Row> records) {
    List<Row> some = records.stream().filter(row -> row.topic().equals(topic)).toList();
    assertThat(some).isNotEmpty();
    return some;
  }
}
