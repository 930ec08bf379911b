package org.rollbook.testkit.site;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.campus.ViewTruth;
import org.rollbook.testkit.kafka.TopicListener;
import org.rollbook.testkit.kafka.TopicListener.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rows that subscribers of a view's derived topics received while the view was killed (`kill
/// -9`) in the middle of transactions.
///
/// It is killed until the log of rows ends with some that were never committed. Two subscribers
/// read all the while; one of them reads uncommitted rows too, so it is known that there were rows
/// that the other must not receive.
///
/// @param shown the rows that the reader of committed rows received, in that order
/// @param shownUncommitted the rows that the other one received
/// @param committed the rows that are on the topics in the end, by topic, partition and offset
public record AbortedRows(List<Row> shown, List<Row> shownUncommitted, List<Row> committed) {

  private static final Logger LOG = LoggerFactory.getLogger(AbortedRows.class);

  private static final int EVENTS_PER_SECOND = 1_000;
  private static final int ROWS_BETWEEN_KILLS = 200;
  private static final int MOST_KILLS = 10;
  private static final Comparator<Row> AS_IN_THE_LOG =
      Comparator.comparing(Row::topic)
          .thenComparingInt(Row::partition)
          .thenComparingLong(Row::offset);

  /// Kills the view, lets it publish everything, and compares.
  ///
  /// @param site whose view is ready
  /// @param truth of the site
  /// @param kind the events that the campus emits
  /// @param view the truth about the view
  public static <R, F> AbortedRows drill(
      Site site,
      Truth truth,
      RowKind kind,
      SubscribedRecords<R, F> derived,
      ViewTruth<?, R, F> view) {
    List<TopicPartition> partitions =
        derived.topics().stream().flatMap(topic -> site.partitions(topic).stream()).toList();
    try (var subscriber = TopicListener.start(IsolationLevel.READ_COMMITTED, partitions);
        var uncommitted = TopicListener.start(IsolationLevel.READ_UNCOMMITTED, partitions)) {
      kill(site, truth, kind, uncommitted, site.partitions(derived.topicOfRows().name()));
      derived.awaitAllOf(view);
      List<Row> committed =
          derived.topics().stream()
              .flatMap(topic -> site.committed(topic).stream())
              .map(Row::of)
              .sorted(AS_IN_THE_LOG)
              .toList();
      var ends = ends(IsolationLevel.READ_COMMITTED, site, partitions);
      Waiting.until(
          () -> subscriber.hasReached(ends) && uncommitted.hasReached(ends), TimeLimit.AMPLE);
      var rows = new AbortedRows(subscriber.received(), uncommitted.received(), committed);
      LOG.atInfo()
          .addKeyValue("aborted", rows.aborted().size())
          .addKeyValue("committed", committed.size())
          .log("Rows");
      return rows;
    }
  }

  /// The rows that were written and never committed.
  public Set<Row> aborted() {
    Set<Row> aborted = new HashSet<>(shownUncommitted);
    committed.forEach(aborted::remove);
    return aborted;
  }

  /// The received rows, by their position in the log.
  public List<Row> shownInOrder() {
    return shown.stream().sorted(AS_IN_THE_LOG).toList();
  }

  /// The ids of some rows of one topic. An id is derived from the content and the event: equal ids
  /// are one row written twice, different ids are two rows.
  public static Set<String> ids(Iterable<Row> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.id()));
    return ids;
  }

  private static void kill(
      Site site,
      Truth truth,
      RowKind kind,
      TopicListener uncommitted,
      List<TopicPartition> partitions) {
    try (var lms = site.lms(truth);
        var campus =
            new CampusRun(
                Campus.running(CampusSettings.of(1, 2_000, 40).emitting(kind), Clock.systemUTC()),
                lms,
                EVENTS_PER_SECOND,
                Clock.systemUTC())) {
      campus.start();
      int kills = 0;
      for (boolean leftOpen = false; !leftOpen && kills < MOST_KILLS; kills++) {
        int before = uncommitted.count();
        Waiting.until(() -> uncommitted.count() > before + ROWS_BETWEEN_KILLS, TimeLimit.AMPLE);
        site.view().kill();
        leftOpen = isLeftOpen(site, partitions);
        site.view().startAgain();
      }
      LOG.atInfo().addKeyValue("kills", kills).log("Drilled");
    }
  }

  /// Whether the log continues beyond the last stable offset.
  private static boolean isLeftOpen(Site site, List<TopicPartition> partitions) {
    return !ends(IsolationLevel.READ_COMMITTED, site, partitions)
        .equals(ends(IsolationLevel.READ_UNCOMMITTED, site, partitions));
  }

  private static Map<TopicPartition, Long> ends(
      IsolationLevel isolation, Site site, List<TopicPartition> partitions) {
    var asked =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    var admin = site.broker().admin();
    try {
      return admin
          .listOffsets(asked, new ListOffsetsOptions(isolation))
          .all()
          .get()
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
