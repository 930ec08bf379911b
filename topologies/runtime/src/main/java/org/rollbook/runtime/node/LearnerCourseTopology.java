package org.rollbook.runtime.node;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.topic.EventContract;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopologyContract;
import org.rollbook.runtime.ingest.EventReader;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.serve.query.DigestQueries;
import org.rollbook.runtime.serve.query.LearnerCourseQueries;
import org.rollbook.runtime.serve.query.QueryService;
import org.rollbook.runtime.serve.query.RowFilter;
import org.rollbook.runtime.serve.query.StoredDigests;
import org.rollbook.runtime.serve.query.StoredLearnerCourses;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.AggregateLaw;
import org.rollbook.runtime.view.AggregatePart;
import org.rollbook.runtime.view.DerivedMessage;
import org.rollbook.runtime.view.DerivedTopic;
import org.rollbook.runtime.view.DerivedTopic.SchemaIds;
import org.rollbook.runtime.view.DigestPart;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryCodec;
import org.rollbook.runtime.view.HistoryPart;
import org.rollbook.runtime.view.PublicationPart;
import org.rollbook.runtime.view.RowLaw;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.View;

/// A topology that has one row for each learner in a course. It states its events, its rows and the
/// aggregate of a course; journals, stores, views and queries follow.
///
/// ```
/// events ─▶ ingest ─┬▶ by-learner ─▶ [rows by learner] [history] ─▶ topic of rows
///                   └▶ by-course  ─▶ [rows by course] [aggregate] ─▶ topic of aggregates
/// ```
///
/// @param contract what it reads and publishes
/// @param version see [TopologyDefinition#version()]
/// @param port for clients
/// @param controllers makes of the queries what the topology's controllers need
/// @param <E> the payload of its events
/// @param <R> a row
/// @param <A> the aggregate of a course
public record LearnerCourseTopology<E, R, A>(
    TopologyContract contract,
    int version,
    int port,
    Events<E> events,
    Rows<E, R> rows,
    Aggregate<R, A> aggregate,
    Function<LearnerCourseQueries<E, R, A>, ?> controllers)
    implements TopologyDefinition<E> {

  public LearnerCourseTopology {
    List<EventContract> read = events.readers().stream().map(EventReader::contract).toList();
    if (!read.equals(contract.read())) {
      throw new IllegalArgumentException("readers must be those of the contract, but are " + read);
    }
    if (!contract.published().equals(List.of(rows.topic(), aggregate.topic()))) {
      throw new IllegalArgumentException("topics must be those of the contract");
    }
  }

  /// What is read.
  ///
  /// @param readers one for each type of events and readings, in the order of the contract
  /// @param formats how journals write a payload
  /// @param key of the row that a payload is about
  public record Events<E>(
      List<EventReader<E>> readers, JournalFormats<E> formats, Function<E, LearnerCourse> key) {

    public Events {
      readers = List.copyOf(readers);
    }
  }

  /// What is kept of each learner in a course. Names of stores are names of views too, and never
  /// change: changelogs are named by them.
  ///
  /// @param byLearner the store in the order of learners
  /// @param byCourse the store in the order of courses
  /// @param law by which events change a row
  /// @param filters of both lists
  /// @param topic that rows are published on
  /// @param message makes the published record of a row
  /// @param exists whether the LMS has it: a row that was deleted there keeps its history, and is
  ///   answered as absent
  /// @param canonicalText the canonical text of a row, of which digests are made, as the LMS's
  ///   database can make it from its table; empty for a row that the table does not have
  public record Rows<E, R>(
      StoreSpec<R> byLearner,
      StoreSpec<R> byCourse,
      RowLaw<E, R> law,
      RowFilter.Parser<R> filters,
      PublishedTopic<?, ?> topic,
      Function<R, DerivedMessage> message,
      Predicate<R> exists,
      Function<R, Optional<String>> canonicalText) {}

  /// What is summed up for each course.
  ///
  /// @param course of a row
  /// @param topic that aggregates are published on
  /// @param message makes the published record of a course's aggregate
  public record Aggregate<R, A>(
      StoreSpec<A> store,
      Function<R, CourseKey> course,
      AggregateLaw<R, A> law,
      PublishedTopic<?, ?> topic,
      BiFunction<CourseKey, A, DerivedMessage> message) {}

  /// The store of the events that each row has received.
  public StoreSpec<History<E>> history() {
    return new StoreSpec<>("history", histories());
  }

  private HistoryCodec<E> histories() {
    return new HistoryCodec<>(new JournalCodec<>(events.formats()));
  }

  @Override
  public List<EventReader<E>> readers() {
    return events.readers();
  }

  @Override
  public List<Journal<E>> journals() {
    return List.of(byLearner(), byCourse());
  }

  private Journal<E> byLearner() {
    return new Journal<>(
        "by-learner",
        payload -> KeyBytes.of(key(payload).learner(), key(payload).course()),
        payload -> KeyBytes.of(key(payload).learner()),
        events.formats());
  }

  private Journal<E> byCourse() {
    return new Journal<>(
        "by-course",
        payload -> KeyBytes.of(key(payload).course(), key(payload).learner()),
        payload -> KeyBytes.of(key(payload).course()),
        events.formats());
  }

  private LearnerCourse key(E payload) {
    return events.key().apply(payload);
  }

  @Override
  public List<View<E, ?>> views(Settings settings, SchemaIds ids) {
    return List.of(learners(settings, ids), courses(settings, ids));
  }

  private View<E, R> learners(Settings settings, SchemaIds ids) {
    return new View<>(
        rows.byLearner().name(),
        byLearner(),
        rows.byLearner(),
        rows.law(),
        List.of(
            new HistoryPart<>(history(), histories(), settings.state().history()),
            new DigestPart<>(payload -> key(payload).learner(), rows.canonicalText()),
            new PublicationPart<>(rows.message())),
        DerivedTopic.of(rows.topic(), settings.topicPrefix(), ids));
  }

  private View<E, R> courses(Settings settings, SchemaIds ids) {
    return new View<>(
        rows.byCourse().name(),
        byCourse(),
        rows.byCourse(),
        rows.law(),
        List.of(
            new AggregatePart<>(
                aggregate.store(),
                row -> KeyBytes.of(aggregate.course().apply(row)),
                aggregate.law(),
                this::message)),
        DerivedTopic.of(aggregate.topic(), settings.topicPrefix(), ids));
  }

  private DerivedMessage message(Bytes course, A sum) {
    return aggregate.message().apply(KeyBytes.courseAt(course.get(), 0), sum);
  }

  @Override
  public Optional<DigestQueries> digests(QueryService service) {
    return Optional.of(new StoredDigests(service, rows.byLearner().name()));
  }

  @Override
  public Object queries(QueryService service) {
    return controllers.apply(
        new StoredLearnerCourses<>(
            service,
            new StoredLearnerCourses.Learners<>(rows.byLearner(), history()),
            new StoredLearnerCourses.Courses<>(rows.byCourse(), aggregate.store()),
            rows.exists(),
            rows.filters()));
  }
}
