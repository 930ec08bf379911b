package org.rollbook.guard.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.node.LearnerCourseTopology;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Bounds;
import org.rollbook.runtime.serve.query.Bucket;
import org.rollbook.runtime.serve.query.DigestQueries;
import org.rollbook.runtime.serve.query.Freshness;
import org.rollbook.runtime.serve.query.LearnerCourseQueries;
import org.rollbook.runtime.serve.query.Page;
import org.rollbook.runtime.serve.query.PageRequest;
import org.rollbook.runtime.serve.query.PageStart;
import org.rollbook.runtime.serve.query.PageStart.Direction;
import org.rollbook.runtime.serve.query.Refusal;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.serve.query.RowFilter;
import org.rollbook.runtime.serve.query.ServedBy;
import org.rollbook.runtime.view.AggregateLaw;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryItem;
import org.rollbook.runtime.view.Outcome;

/// The views of a topology in a list of all received events, in their order. Rows and aggregates
/// are made by the topology's own laws.
final class FakeQueries<E, R, A> implements LearnerCourseQueries<E, R, A>, DigestQueries {

  /// A course that is not ready.
  static final CourseKey UNREADY = CourseKey.parse("course-v1:edX+DemoX+Unready");

  static final String AS_OF = "2026-08-20T12:41:00Z";

  private static final Freshness FRESH =
      new Freshness(
          Instant.parse(AS_OF),
          new ServedBy(ServedBy.Role.ACTIVE, "one:8201"),
          Optional.of(Instant.parse("2026-08-01T00:00:00Z")));

  private final LearnerCourseTopology<E, R, A> definition;
  private final List<Stamped<E>> events;

  FakeQueries(LearnerCourseTopology<E, R, A> definition, List<Stamped<E>> events) {
    this.definition = definition;
    this.events = List.copyOf(events);
  }

  @Override
  public Answer<R> row(LearnerCourse key, Bounds bounds) {
    if (key.course().equals(UNREADY)) {
      return new Answer.NotReady<>(
          new Refusal(Reason.NOT_READY, "partition 1 is restoring", Duration.ofSeconds(2)));
    }
    return answer(rowOf(key));
  }

  @Override
  public List<Answer<R>> rows(List<LearnerCourse> keys, Bounds bounds) {
    return keys.stream().map(key -> row(key, bounds)).toList();
  }

  @Override
  public Answer<Page<R>> ofLearner(
      LearnerId learner, RowFilter<R> filter, PageRequest page, Bounds bounds) {
    return pageOf(
        keys()
            .filter(key -> key.learner().equals(learner))
            .sorted(Comparator.comparing(key -> key.course().value())),
        filter,
        page);
  }

  @Override
  public Answer<Page<R>> ofCourse(
      CourseKey course, RowFilter<R> filter, PageRequest page, Bounds bounds) {
    return pageOf(keysOf(course), filter, page);
  }

  @Override
  public Answer<History<E>> history(LearnerCourse key, Bounds bounds) {
    List<HistoryItem<E>> items = new ArrayList<>();
    Optional<R> row = Optional.empty();
    for (Stamped<E> event : eventsOf(key)) {
      Optional<R> after = Optional.of(definition.rows().law().after(row, event));
      items.add(new HistoryItem<>(event, after.equals(row) ? Outcome.LATE : Outcome.APPLIED));
      row = after;
    }
    items.sort(Comparator.comparing((HistoryItem<E> item) -> item.event().stamp()).reversed());
    return answer(Optional.of(items).filter(all -> !all.isEmpty()).map(History::new));
  }

  @Override
  public Answer<A> aggregate(CourseKey course, Bounds bounds) {
    AggregateLaw<R, A> law = definition.aggregate().law();
    List<R> rows = keysOf(course).flatMap(key -> rowOf(key).stream()).toList();
    A sum = law.none();
    for (R row : rows) {
      sum = law.with(sum, row);
    }
    return answer(rows.isEmpty() ? Optional.empty() : Optional.of(sum));
  }

  @Override
  public List<Answer<A>> aggregates(List<CourseKey> courses, Bounds bounds) {
    return courses.stream().map(course -> aggregate(course, bounds)).toList();
  }

  /// Of two partitions, one with the odd learners and one with the even ones.
  @Override
  public List<Answer<List<Bucket>>> buckets(LearnerBuckets buckets, Bounds bounds) {
    return Stream.of(0L, 1L).map(rest -> answer(Optional.of(buckets(buckets, rest)))).toList();
  }

  private List<Bucket> buckets(LearnerBuckets buckets, long rest) {
    var digests = new TreeMap<Long, RowsDigest>();
    keys()
        .filter(key -> key.learner().value() % 2 == rest)
        .filter(key -> key.learner().value() >= buckets.from())
        .filter(key -> key.learner().value() < buckets.to())
        .forEach(
            key ->
                rowOf(key)
                    .flatMap(definition.rows().canonicalText())
                    .ifPresent(
                        text ->
                            digests.merge(
                                key.learner().value() / buckets.size(),
                                RowsDigest.NONE.with(text),
                                RowsDigest::and)));
    return digests.entrySet().stream()
        .map(digest -> new Bucket(digest.getKey(), digest.getValue()))
        .toList();
  }

  private Stream<LearnerCourse> keys() {
    return events.stream().map(this::keyOf).distinct();
  }

  private Stream<LearnerCourse> keysOf(CourseKey course) {
    return keys()
        .filter(key -> key.course().equals(course))
        .sorted(Comparator.comparing(LearnerCourse::learner));
  }

  private LearnerCourse keyOf(Stamped<E> event) {
    return definition.events().key().apply(event.payload());
  }

  private List<Stamped<E>> eventsOf(LearnerCourse key) {
    return events.stream().filter(event -> keyOf(event).equals(key)).toList();
  }

  private Optional<R> rowOf(LearnerCourse key) {
    Optional<R> row = Optional.empty();
    for (Stamped<E> event : eventsOf(key)) {
      row = Optional.of(definition.rows().law().after(row, event));
    }
    return row.filter(definition.rows().exists());
  }

  private static <T> Answer<T> answer(Optional<T> row) {
    return row.<Answer<T>>map(found -> new Answer.Found<>(found, FRESH))
        .orElseGet(() -> new Answer.Missing<>(FRESH));
  }

  /// A page begins after the row whose number is the key.
  private Answer<Page<R>> pageOf(
      Stream<LearnerCourse> keys, RowFilter<R> filter, PageRequest page) {
    List<R> all = keys.flatMap(key -> rowOf(key).stream()).filter(filter).toList();
    int from =
        page.start().map(start -> (int) KeyBytes.learnerAt(start.key().get(), 0).value()).orElse(0);
    int to = Math.min(all.size(), from + page.size());
    Optional<PageStart> next =
        Optional.of(to)
            .filter(end -> end < all.size())
            .map(LearnerId::new)
            .map(end -> new PageStart(Bytes.wrap(KeyBytes.of(end)), Direction.AFTER));
    return new Answer.Found<>(new Page<>(all.subList(from, to), next, Optional.empty()), FRESH);
  }
}
