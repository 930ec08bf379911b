package org.rollbook.enrollments.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Bounds;
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
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryItem;
import org.rollbook.runtime.view.Outcome;

/// Enrollment views in a list.
final class FakeEnrollments
    implements LearnerCourseQueries<Enrollment, Stamped<Enrollment>, CourseCounts> {

  static final CourseKey UNREADY = CourseKey.parse("course-v1:edX+DemoX+Unready");

  static final Freshness FRESH =
      new Freshness(
          Instant.parse("2026-08-20T12:41:00Z"),
          new ServedBy(ServedBy.Role.ACTIVE, "one:8201"),
          Optional.of(Instant.parse("2026-08-01T00:00:00Z")));

  private final List<Stamped<Enrollment>> rows = new ArrayList<>();

  static Stamped<Enrollment> row(long learner, String course, String mode, boolean active) {
    return new Stamped<>(
        new EventStamp(
            Instant.parse("2026-08-20T12:40:00Z"),
            EnrollmentEvents.CHANGED.type(),
            "67e1bd4a-e742-11f1-a5dc-02fc00000001",
            "openedx/lms/web"),
        new SourcePosition("prod-learning-course-enrollment-lifecycle", 3, 1234),
        new Enrollment(
            new LearnerId(learner),
            CourseKey.parse(course),
            mode,
            active,
            Instant.parse("2026-08-20T12:34:56.789012Z")));
  }

  void add(Stamped<Enrollment> row) {
    rows.add(row);
  }

  @Override
  public Answer<Stamped<Enrollment>> row(LearnerCourse key, Bounds bounds) {
    if (key.course().equals(UNREADY)) {
      return new Answer.NotReady<>(
          new Refusal(Reason.NOT_READY, "partition 1 is restoring", Duration.ofSeconds(2)));
    }
    return found(first(row -> keyOf(row).equals(key)));
  }

  @Override
  public Answer<Page<Stamped<Enrollment>>> ofLearner(
      LearnerId learner, RowFilter<Stamped<Enrollment>> filter, PageRequest page, Bounds bounds) {
    Predicate<Stamped<Enrollment>> wanted = row -> row.payload().learner().equals(learner);
    return pageOf(
        rows.stream()
            .filter(wanted.and(filter))
            .sorted(Comparator.comparing(row -> row.payload().course().value()))
            .toList(),
        page);
  }

  @Override
  public Answer<Page<Stamped<Enrollment>>> ofCourse(
      CourseKey course, RowFilter<Stamped<Enrollment>> filter, PageRequest page, Bounds bounds) {
    Predicate<Stamped<Enrollment>> wanted = row -> row.payload().course().equals(course);
    return pageOf(
        rows.stream()
            .filter(wanted.and(filter))
            .sorted(Comparator.comparing(row -> row.payload().learner()))
            .toList(),
        page);
  }

  @Override
  public Answer<History<Enrollment>> history(LearnerCourse key, Bounds bounds) {
    return row(key, bounds)
        .map(
            row ->
                new History<>(
                    List.of(
                        new HistoryItem<>(row, Outcome.APPLIED),
                        new HistoryItem<>(row, Outcome.LATE))));
  }

  @Override
  public Answer<CourseCounts> aggregate(CourseKey course, Bounds bounds) {
    CourseCounts counts =
        rows.stream()
            .filter(row -> row.payload().course().equals(course))
            .reduce(CourseCounts.NONE, CourseCounts::with, (one, other) -> other);
    return found(counts.total() == 0 ? null : counts);
  }

  @Override
  public List<Answer<Stamped<Enrollment>>> rows(List<LearnerCourse> keys, Bounds bounds) {
    return keys.stream().map(key -> row(key, bounds)).toList();
  }

  @Override
  public List<Answer<CourseCounts>> aggregates(List<CourseKey> courses, Bounds bounds) {
    return courses.stream().map(course -> aggregate(course, bounds)).toList();
  }

  private static LearnerCourse keyOf(Stamped<Enrollment> row) {
    return new LearnerCourse(row.payload().learner(), row.payload().course());
  }

  private @Nullable Stamped<Enrollment> first(Predicate<Stamped<Enrollment>> wanted) {
    return rows.stream().filter(wanted).findFirst().orElse(null);
  }

  private static <T> Answer<T> found(@Nullable T row) {
    return row == null ? new Answer.Missing<>(FRESH) : new Answer.Found<>(row, FRESH);
  }

  /// The page begins after the row whose number is the key.
  private static Answer<Page<Stamped<Enrollment>>> pageOf(
      List<Stamped<Enrollment>> all, PageRequest page) {
    int from =
        page.start().map(start -> (int) KeyBytes.learnerAt(start.key().get(), 0).value()).orElse(0);
    int to = Math.min(all.size(), from + page.size());
    return new Answer.Found<>(
        new Page<>(
            all.subList(from, to),
            to < all.size()
                ? Optional.of(
                    new PageStart(Bytes.wrap(KeyBytes.of(new LearnerId(to))), Direction.AFTER))
                : Optional.empty(),
            Optional.empty()),
        FRESH);
  }
}
