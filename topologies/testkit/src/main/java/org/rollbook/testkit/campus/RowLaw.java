package org.rollbook.testkit.campus;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;

/// How events make a row: what the truth has to know of one kind of rows.
///
/// The row of some events must be the greatest claimant of each facet, nothing else: then a view
/// can show a row exactly if the events that the row names, with those that the view must have
/// heard, make that row.
///
/// @param <S> what events say of the row
/// @param <R> the row
/// @param <F> what is counted of a course's rows
interface RowLaw<S extends Said, R, F> {

  /// The row of all of these events about one key, none if there are none.
  Optional<R> rowOf(Collection<S> heard);

  EnrollmentKey keyOf(R row);

  /// The events that it claims to be from.
  Set<EventStamp> stampsOf(R row);

  /// The part of the row that a course's figures are made of.
  Object countedOf(R row);

  /// The figures of a course with these rows, none if there are none.
  Optional<F> figuresOf(CourseKey course, Collection<R> rows);
}
