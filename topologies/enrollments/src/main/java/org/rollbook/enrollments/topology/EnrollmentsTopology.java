package org.rollbook.enrollments.topology;

import java.util.List;
import org.rollbook.enrollments.api.EnrollmentQueries;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Heard;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.SourceTopics;
import org.rollbook.model.topic.Topics;
import org.rollbook.runtime.ingest.EventReader;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.node.Deployable;
import org.rollbook.runtime.query.QuerySide;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.AggregateBeside;
import org.rollbook.runtime.view.AggregateLaw;
import org.rollbook.runtime.view.DerivedTopic;
import org.rollbook.runtime.view.DerivedTopic.SchemaIds;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryBeside;
import org.rollbook.runtime.view.HistoryCodec;
import org.rollbook.runtime.view.Publication;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.View;

/// Who is enrolled where.
///
/// ```
/// enrollment events ─▶ ingest ─┬▶ by-learner ─▶ [enrollments] [history] ─▶ rollbook.enrollments.v1
///                              ├▶ by-course  ─▶ [roster] [counts] ─▶ rollbook.course-enrollment-counts.v1
///                              └▶ dead letters
/// ```
public final class EnrollmentsTopology implements Deployable<Enrollment> {

  static final String LEARNERS = "enrollments";
  static final String COURSES = "roster";

  private static final AvroCodec<Enrollment> ENROLLMENT = new EnrollmentCodec();
  private static final JournalCodec<Enrollment> HEARD = new JournalCodec<>(ENROLLMENT);

  static final StoreSpec<Heard<Enrollment>> ENROLLMENTS = new StoreSpec<>("enrollments", HEARD);
  private static final HistoryCodec<Enrollment> HISTORIES = new HistoryCodec<>(HEARD);
  static final StoreSpec<History<Enrollment>> HISTORY = new StoreSpec<>("history", HISTORIES);
  static final StoreSpec<Heard<Enrollment>> ROSTER = new StoreSpec<>("roster", HEARD);
  static final StoreSpec<CourseCounts> COUNTS =
      new StoreSpec<>("counts", new CourseCountsCodec(HEARD));

  private static final Journal<Enrollment> BY_LEARNER =
      new Journal<>(
          "by-learner",
          said -> KeyBytes.of(said.learner(), said.course()),
          said -> KeyBytes.of(said.learner()),
          ENROLLMENT);
  private static final Journal<Enrollment> BY_COURSE =
      new Journal<>(
          "by-course",
          said -> KeyBytes.of(said.course(), said.learner()),
          said -> KeyBytes.of(said.course()),
          ENROLLMENT);

  @Override
  public String name() {
    return "enrollments";
  }

  @Override
  public int port() {
    return 8101;
  }

  @Override
  public List<String> sourceTopics() {
    return SourceTopics.ENROLLMENTS;
  }

  @Override
  public List<EventReader<Enrollment>> readers() {
    return EnrollmentReader.ALL;
  }

  @Override
  public List<Journal<Enrollment>> journals() {
    return List.of(BY_LEARNER, BY_COURSE);
  }

  @Override
  public List<PublishedTopic<?, ?>> published() {
    return List.of(Topics.ENROLLMENTS, Topics.COURSE_ENROLLMENT_COUNTS);
  }

  @Override
  public List<View<Enrollment, ?>> views(Settings settings, SchemaIds ids) {
    return List.of(learners(settings, ids), courses(settings, ids));
  }

  private static View<Enrollment, Heard<Enrollment>> learners(Settings settings, SchemaIds ids) {
    return new View<>(
        LEARNERS,
        BY_LEARNER,
        ENROLLMENTS,
        Enrollment::latest,
        List.of(
            new HistoryBeside<>(HISTORY, HISTORIES, settings.state().history()),
            new Publication<>(Derived::enrollment)),
        DerivedTopic.of(Topics.ENROLLMENTS, settings.topicPrefix(), ids));
  }

  private static View<Enrollment, Heard<Enrollment>> courses(Settings settings, SchemaIds ids) {
    return new View<>(
        COURSES,
        BY_COURSE,
        ROSTER,
        Enrollment::latest,
        List.of(
            new AggregateBeside<>(
                COUNTS, row -> KeyBytes.of(row.said().course()), CountsLaw.LAW, Derived::counts)),
        DerivedTopic.of(Topics.COURSE_ENROLLMENT_COUNTS, settings.topicPrefix(), ids));
  }

  @Override
  public EnrollmentQueries queries(QuerySide side) {
    return new StoredEnrollments(side);
  }

  /// The counts of a course follow its roster.
  private enum CountsLaw implements AggregateLaw<Heard<Enrollment>, CourseCounts> {
    LAW;

    @Override
    public CourseCounts none() {
      return CourseCounts.NONE;
    }

    @Override
    public CourseCounts with(CourseCounts counts, Heard<Enrollment> row) {
      return counts.with(row);
    }

    @Override
    public CourseCounts without(CourseCounts counts, Heard<Enrollment> row) {
      return counts.without(row);
    }
  }
}
