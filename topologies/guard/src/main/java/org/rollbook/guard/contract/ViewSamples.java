package org.rollbook.guard.contract;

import java.util.List;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.node.LearnerCourseTopology;
import org.rollbook.testkit.site.CampusView;

/// What a view gives of itself, so that the contract can test it.
///
/// What an event makes of a row is stated here a second time, by a plain computation that uses no
/// law of the view.
///
/// @param <E> the payload of its events
/// @param <R> a row
/// @param <A> the aggregate of a course
public interface ViewSamples<E, R, A> {

  /// The view as it is deployed.
  LearnerCourseTopology<E, R, A> definition();

  /// What the campus knows of the view.
  CampusView<?, ?> campus();

  /// An event that reaches every store and every derived topic. It is part of the view's lock, so
  /// it must not change.
  Stamped<E> locked();

  /// The types of events and readings that it reads. Of two of one time, the one whose type is
  /// later in this list is the later. The first is the reading that a row is absent.
  List<EventType> types();

  /// A payload of a type about a row. The number, from 0 to 100, decides all that is left open.
  E payload(EventType type, LearnerCourse key, int number);

  /// The row that events make.
  ///
  /// @param events all that are about it, each once, the latest last
  R rowOf(List<Stamped<E>> events);

  /// Asserts that an aggregate is the sum of its rows, and that its latest event is theirs.
  ///
  /// @param rows at least one
  void assertSum(A sum, List<R> rows);
}
