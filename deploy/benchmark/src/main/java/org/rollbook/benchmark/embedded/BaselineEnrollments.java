package org.rollbook.benchmark.embedded;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Bounds;
import org.rollbook.runtime.serve.query.Freshness;
import org.rollbook.runtime.serve.query.LearnerCourseQueries;
import org.rollbook.runtime.serve.query.Page;
import org.rollbook.runtime.serve.query.PageRequest;
import org.rollbook.runtime.serve.query.PageStart;
import org.rollbook.runtime.serve.query.PageStart.Direction;
import org.rollbook.runtime.serve.query.RowFilter;
import org.rollbook.runtime.serve.query.ServedBy;
import org.rollbook.runtime.view.History;

/// Answers the queries of our server from other rows: only those that benchmarks use, always with
/// the current time as as-of.
final class BaselineEnrollments
    implements LearnerCourseQueries<Enrollment, Stamped<Enrollment>, CourseCounts> {

  private final BaselineRows rows;
  private final InstantSource clock;

  BaselineEnrollments(BaselineRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public Answer<Stamped<Enrollment>> row(LearnerCourse key, Bounds bounds) {
    return answer(rows.row(key));
  }

  @Override
  public Answer<Page<Stamped<Enrollment>>> ofCourse(
      CourseKey course, RowFilter<Stamped<Enrollment>> filter, PageRequest page, Bounds bounds) {
    long after =
        page.start().map(start -> KeyBytes.learnerAt(start.key().get(), 0).value()).orElse(0L);
    List<Stamped<Enrollment>> found = rows.roster(course, after, page.size());
    Optional<PageStart> next =
        found.size() < page.size()
            ? Optional.empty()
            : Optional.of(
                new PageStart(
                    Bytes.wrap(KeyBytes.of(found.getLast().payload().learner())), Direction.AFTER));
    return new Answer.Found<>(new Page<>(found, next, Optional.empty()), now());
  }

  @Override
  public List<Answer<Stamped<Enrollment>>> rows(List<LearnerCourse> keys, Bounds bounds) {
    return rows.rows(keys).stream().map(this::answer).toList();
  }

  @Override
  public Answer<Page<Stamped<Enrollment>>> ofLearner(
      LearnerId learner, RowFilter<Stamped<Enrollment>> filter, PageRequest page, Bounds bounds) {
    throw notMeasured();
  }

  @Override
  public Answer<History<Enrollment>> history(LearnerCourse key, Bounds bounds) {
    throw notMeasured();
  }

  @Override
  public Answer<CourseCounts> aggregate(CourseKey course, Bounds bounds) {
    throw notMeasured();
  }

  @Override
  public List<Answer<CourseCounts>> aggregates(List<CourseKey> courses, Bounds bounds) {
    throw notMeasured();
  }

  private Answer<Stamped<Enrollment>> answer(Optional<Stamped<Enrollment>> row) {
    return row.<Answer<Stamped<Enrollment>>>map(found -> new Answer.Found<>(found, now()))
        .orElseGet(() -> new Answer.Missing<>(now()));
  }

  private Freshness now() {
    Instant now = clock.instant();
    return new Freshness(
        now, new ServedBy(ServedBy.Role.ACTIVE, "baseline:0"), Optional.of(Instant.EPOCH));
  }

  private static UnsupportedOperationException notMeasured() {
    return new UnsupportedOperationException("no benchmark asks for this");
  }
}
