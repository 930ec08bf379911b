package org.rollbook.benchmark.beside;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.enrollments.api.EnrollmentFilter;
import org.rollbook.enrollments.api.EnrollmentQueries;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;
import org.rollbook.runtime.query.Answer;
import org.rollbook.runtime.query.Bounds;
import org.rollbook.runtime.query.Freshness;
import org.rollbook.runtime.query.Page;
import org.rollbook.runtime.query.PageRequest;
import org.rollbook.runtime.query.PageStart;
import org.rollbook.runtime.query.PageStart.Direction;
import org.rollbook.runtime.query.ServedBy;
import org.rollbook.runtime.view.History;

/// What our server asks, answered from other rows: all that benchmarks ask for, and as fresh as can
/// be said.
final class BesideEnrollments implements EnrollmentQueries {

  private final Rows rows;
  private final InstantSource clock;

  BesideEnrollments(Rows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public Answer<Heard<Enrollment>> enrollment(LearnerId learner, CourseKey course, Bounds bounds) {
    return answer(rows.row(new LearnerCourse(learner, course)));
  }

  @Override
  public Answer<Page<Heard<Enrollment>>> roster(
      CourseKey course, EnrollmentFilter filter, PageRequest page, Bounds bounds) {
    long after =
        page.start().map(start -> KeyBytes.learnerAt(start.key().get(), 0).value()).orElse(0L);
    List<Heard<Enrollment>> found = rows.roster(course, after, page.size());
    Optional<PageStart> next =
        found.size() < page.size()
            ? Optional.empty()
            : Optional.of(
                new PageStart(
                    Bytes.wrap(KeyBytes.of(found.getLast().said().learner())), Direction.AFTER));
    return new Answer.Found<>(new Page<>(found, next, Optional.empty()), now());
  }

  @Override
  public List<Answer<Heard<Enrollment>>> enrollments(List<LearnerCourse> keys, Bounds bounds) {
    return rows.rows(keys).stream().map(this::answer).toList();
  }

  @Override
  public Answer<Page<Heard<Enrollment>>> ofLearner(
      LearnerId learner, EnrollmentFilter filter, PageRequest page, Bounds bounds) {
    throw notMeasured();
  }

  @Override
  public Answer<History<Enrollment>> history(LearnerId learner, CourseKey course, Bounds bounds) {
    throw notMeasured();
  }

  @Override
  public Answer<CourseCounts> counts(CourseKey course, Bounds bounds) {
    throw notMeasured();
  }

  @Override
  public List<Answer<CourseCounts>> counts(List<CourseKey> courses, Bounds bounds) {
    throw notMeasured();
  }

  private Answer<Heard<Enrollment>> answer(Optional<Heard<Enrollment>> row) {
    return row.<Answer<Heard<Enrollment>>>map(found -> new Answer.Found<>(found, now()))
        .orElseGet(() -> new Answer.Missing<>(now()));
  }

  private Freshness now() {
    Instant now = clock.instant();
    return new Freshness(
        now, new ServedBy(ServedBy.Role.ACTIVE, "beside:0"), Optional.of(Instant.EPOCH));
  }

  private static UnsupportedOperationException notMeasured() {
    return new UnsupportedOperationException("no benchmark asks for this");
  }
}
