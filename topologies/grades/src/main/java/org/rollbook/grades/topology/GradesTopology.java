package org.rollbook.grades.topology;

import java.util.List;
import org.rollbook.grades.api.GradeQueries;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
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

/// How learners are doing.
///
/// ```
/// grade summaries  ─┐            ┌▶ by-learner ─▶ [grades] [history] ─▶ rollbook.grades.v1
/// passing statuses ─┼─▶ ingest ──┼▶ by-course  ─▶ [gradebook] [distributions] ─▶ rollbook.course-grade-distributions.v1
/// tracking events  ─┘            └▶ dead letters
/// ```
public final class GradesTopology implements Deployable<GradeClaim> {

  static final String LEARNERS = "grades";
  static final String COURSES = "gradebook";

  private static final AvroCodec<GradeClaim> CLAIM = new GradeClaimCodec();

  static final StoreSpec<Grade> GRADES = new StoreSpec<>("grades", new GradeCodec());
  private static final HistoryCodec<GradeClaim> HISTORIES =
      new HistoryCodec<>(new JournalCodec<>(CLAIM));
  static final StoreSpec<History<GradeClaim>> HISTORY = new StoreSpec<>("history", HISTORIES);
  static final StoreSpec<Grade> GRADEBOOK = new StoreSpec<>("gradebook", new GradeCodec());
  static final StoreSpec<GradeDistribution> DISTRIBUTIONS =
      new StoreSpec<>("distributions", new GradeDistributionCodec());

  private static final Journal<GradeClaim> BY_LEARNER =
      new Journal<>(
          "by-learner",
          claim -> KeyBytes.of(claim.learner(), claim.course()),
          claim -> KeyBytes.of(claim.learner()),
          CLAIM);
  private static final Journal<GradeClaim> BY_COURSE =
      new Journal<>(
          "by-course",
          claim -> KeyBytes.of(claim.course(), claim.learner()),
          claim -> KeyBytes.of(claim.course()),
          CLAIM);

  @Override
  public String name() {
    return "grades";
  }

  @Override
  public int port() {
    return 8102;
  }

  @Override
  public List<String> sourceTopics() {
    return SourceTopics.GRADES;
  }

  @Override
  public List<EventReader<GradeClaim>> readers() {
    return GradeReader.ALL;
  }

  @Override
  public List<Journal<GradeClaim>> journals() {
    return List.of(BY_LEARNER, BY_COURSE);
  }

  @Override
  public List<PublishedTopic<?, ?>> published() {
    return List.of(Topics.GRADES, Topics.COURSE_GRADE_DISTRIBUTIONS);
  }

  @Override
  public List<View<GradeClaim, ?>> views(Settings settings, SchemaIds ids) {
    return List.of(learners(settings, ids), courses(settings, ids));
  }

  private static View<GradeClaim, Grade> learners(Settings settings, SchemaIds ids) {
    return new View<>(
        LEARNERS,
        BY_LEARNER,
        GRADES,
        Grade::after,
        List.of(
            new HistoryBeside<>(HISTORY, HISTORIES, settings.state().history()),
            new Publication<>(Derived::grade)),
        DerivedTopic.of(Topics.GRADES, settings.topicPrefix(), ids));
  }

  private static View<GradeClaim, Grade> courses(Settings settings, SchemaIds ids) {
    return new View<>(
        COURSES,
        BY_COURSE,
        GRADEBOOK,
        Grade::after,
        List.of(
            new AggregateBeside<>(
                DISTRIBUTIONS,
                grade -> KeyBytes.of(grade.course()),
                DistributionLaw.LAW,
                Derived::distribution)),
        DerivedTopic.of(Topics.COURSE_GRADE_DISTRIBUTIONS, settings.topicPrefix(), ids));
  }

  @Override
  public GradeQueries queries(QuerySide side) {
    return new StoredGrades(side);
  }

  /// The distribution of a course follows its gradebook.
  private enum DistributionLaw implements AggregateLaw<Grade, GradeDistribution> {
    LAW;

    @Override
    public GradeDistribution none() {
      return GradeDistribution.NONE;
    }

    @Override
    public GradeDistribution with(GradeDistribution distribution, Grade row) {
      return distribution.with(row);
    }

    @Override
    public GradeDistribution without(GradeDistribution distribution, Grade row) {
      return distribution.without(row);
    }
  }
}
