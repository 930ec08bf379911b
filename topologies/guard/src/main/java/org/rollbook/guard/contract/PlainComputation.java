package org.rollbook.guard.contract;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rollbook.guard.DrivenTopology;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.Stamped;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;

/// What a topology must hold after some events, computed a second time: no law of the view and no
/// order of stamps but the one that is written here takes part.
///
/// @param remembered how many events a history has at most
record PlainComputation<E, R, A>(ViewSamples<E, R, A> samples, int remembered) {

  /// Asserts that the topology has exactly the rows, lists, sums and histories of these events.
  ///
  /// @param events in the order in which it received them
  void assertHolds(DrivenTopology<E> topology, List<Stamped<E>> events) {
    Map<LearnerCourse, List<Stamped<E>>> byKey = byKey(events);
    ViewState<E, R, A> state = ViewState.of(topology, samples.definition(), byKey.keySet());

    Map<LearnerCourse, R> rows = new LinkedHashMap<>();
    byKey.forEach((key, oldestFirst) -> rows.put(key, samples.rowOf(oldestFirst)));
    assertThat(plain(state.byLearner())).containsExactlyInAnyOrderElementsOf(plain(rows.values()));
    assertCourses(state, rows);
    assertDigests(state, rows);
    byKey.forEach((key, oldestFirst) -> assertHistory(state, key, oldestFirst));
  }

  private void assertCourses(ViewState<E, R, A> state, Map<LearnerCourse, R> rows) {
    Map<CourseKey, List<R>> byCourse =
        rows.entrySet().stream()
            .sorted(comparing(row -> row.getKey().learner()))
            .collect(
                Collectors.groupingBy(
                    row -> row.getKey().course(),
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    assertThat(WithoutPositions.of(state.byCourse())).isEqualTo(WithoutPositions.of(byCourse));
    byCourse.forEach(
        (course, all) ->
            samples.assertSum(Optional.ofNullable(state.sums().get(course)).orElseThrow(), all));
  }

  private void assertDigests(ViewState<E, R, A> state, Map<LearnerCourse, R> rows) {
    Map<Long, List<String>> texts =
        rows.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getKey().learner().value() / LearnerBuckets.FINEST,
                    Collectors.flatMapping(
                        row ->
                            samples
                                .definition()
                                .rows()
                                .canonicalText()
                                .apply(row.getValue())
                                .stream(),
                        Collectors.toList())));
    texts.forEach(
        (bucket, all) ->
            assertThat(state.digests().getOrDefault(bucket, RowsDigest.NONE))
                .isEqualTo(
                    all.stream()
                        .map(RowsDigest.NONE::with)
                        .reduce(RowsDigest.NONE, RowsDigest::and)));
  }

  private void assertHistory(
      ViewState<E, R, A> state, LearnerCourse key, List<Stamped<E>> oldestFirst) {
    assertThat(plain(state.histories().getOrDefault(key, List.of())))
        .isEqualTo(plain(oldestFirst.reversed().stream().limit(remembered).toList()));
  }

  private Map<LearnerCourse, List<Stamped<E>>> byKey(List<Stamped<E>> events) {
    Map<LearnerCourse, List<Stamped<E>>> byKey = new LinkedHashMap<>();
    for (Stamped<E> event : events) {
      LearnerCourse key = samples.definition().events().key().apply(event.payload());
      byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(event);
    }
    byKey.replaceAll((_, all) -> ordered(all));
    return byKey;
  }

  /// The events, the latest last; of one event that came twice, the first reception.
  private List<Stamped<E>> ordered(List<Stamped<E>> events) {
    SortedMap<EventStamp, Stamped<E>> once = new TreeMap<>(order());
    events.forEach(event -> once.putIfAbsent(event.stamp(), event));
    return List.copyOf(once.values());
  }

  private Comparator<EventStamp> order() {
    return comparing(EventStamp::eventTime)
        .thenComparingInt(stamp -> samples.types().indexOf(stamp.eventType()))
        .thenComparing(EventStamp::eventId);
  }

  private static List<Object> plain(Collection<?> values) {
    return values.stream().map(WithoutPositions::of).toList();
  }
}
