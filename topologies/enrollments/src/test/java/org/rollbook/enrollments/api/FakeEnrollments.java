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
import org.rollbook.model.EventType;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;
import org.rollbook.runtime.query.Answer;
import org.rollbook.runtime.query.Bounds;
import org.rollbook.runtime.query.Freshness;
import org.rollbook.runtime.query.Page;
import org.rollbook.runtime.query.PageRequest;
import org.rollbook.runtime.query.PageStart;
import org.rollbook.runtime.query.PageStart.Direction;
import org.rollbook.runtime.query.Refusal;
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.query.ServedBy;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryItem;
import org.rollbook.runtime.view.Outcome;

/// Enrollment views in a list.
final class FakeEnrollments implements EnrollmentQueries {

  static final CourseKey UNREADY = CourseKey.parse("course-v1:edX+DemoX+Unready");

  static final Freshness FRESH =
      new Freshness(
          Instant.parse("2026-08-20T12:41:00Z"),
          new ServedBy(ServedBy.Role.ACTIVE, "one:8201"),
          Optional.of(Instant.parse("2026-08-01T00:00:00Z")));

  private final List<Heard<Enrollment>> rows = new ArrayList<>();

  static Heard<Enrollment> row(long learner, String course, String mode, boolean active) {
    return new Heard<>(
        new EventStamp(
            Instant.parse("2026-08-20T12:40:00Z"),
            EventType.ENROLLMENT_CHANGED,
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

  void add(Heard<Enrollment> row) {
    rows.add(row);
  }

  @Override
  public Answer<Heard<Enrollment>> enrollment(LearnerId learner, CourseKey course, Bounds bounds) {
    if (course.equals(UNREADY)) {
      return new Answer.NotReady<>(
          new Refusal(Reason.NOT_READY, "partition 1 is restoring", Duration.ofSeconds(2)));
    }
    return found(
        first(row -> row.said().learner().equals(learner) && row.said().course().equals(course)));
  }

  @Override
  public Answer<Page<Heard<Enrollment>>> ofLearner(
      LearnerId learner, EnrollmentFilter filter, PageRequest page, Bounds bounds) {
    Predicate<Heard<Enrollment>> wanted = row -> row.said().learner().equals(learner);
    return pageOf(
        rows.stream()
            .filter(wanted.and(filter))
            .sorted(Comparator.comparing(row -> row.said().course().value()))
            .toList(),
        page);
  }

  @Override
  public Answer<Page<Heard<Enrollment>>> roster(
      CourseKey course, EnrollmentFilter filter, PageRequest page, Bounds bounds) {
    Predicate<Heard<Enrollment>> wanted = row -> row.said().course().equals(course);
    return pageOf(
        rows.stream()
            .filter(wanted.and(filter))
            .sorted(Comparator.comparing(row -> row.said().learner()))
            .toList(),
        page);
  }

  @Override
  public Answer<History<Enrollment>> history(LearnerId learner, CourseKey course, Bounds bounds) {
    return enrollment(learner, course, bounds)
        .map(
            row ->
                new History<>(
                    List.of(
                        new HistoryItem<>(row, Outcome.APPLIED),
                        new HistoryItem<>(row, Outcome.LATE))));
  }

  @Override
  public Answer<CourseCounts> counts(CourseKey course, Bounds bounds) {
    CourseCounts counts =
        rows.stream()
            .filter(row -> row.said().course().equals(course))
            .reduce(CourseCounts.NONE, CourseCounts::with, (one, other) -> other);
    return found(counts.total() == 0 ? null : counts);
  }

  @Override
  public List<Answer<Heard<Enrollment>>> enrollments(List<LearnerCourse> keys, Bounds bounds) {
    return keys.stream().map(key -> enrollment(key.learner(), key.course(), bounds)).toList();
  }

  @Override
  public List<Answer<CourseCounts>> counts(List<CourseKey> courses, Bounds bounds) {
    return courses.stream().map(course -> counts(course, bounds)).toList();
  }

  private @Nullable Heard<Enrollment> first(Predicate<Heard<Enrollment>> wanted) {
    return rows.stream().filter(wanted).findFirst().orElse(null);
  }

  private static <T> Answer<T> found(@Nullable T row) {
    return row == null ? new Answer.Missing<>(FRESH) : new Answer.Found<>(row, FRESH);
  }

  /// Begins after the row that the key counts to.
  private static Answer<Page<Heard<Enrollment>>> pageOf(
      List<Heard<Enrollment>> all, PageRequest page) {
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
