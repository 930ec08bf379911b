package org.rollbook.testkit.campus;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;

/// How events make a row: what the truth has to know about one kind of rows.
///
/// The row of some events must consist of the latest claimant of each facet and nothing else. Then
/// a view can show a row exactly if that row results from the events that the row names together
/// with those that the view must have received.
///
/// @param <S> the payload of events about the row
/// @param <R> the row
/// @param <F> the figures of a course's rows
interface TruthLaw<S extends EventPayload, R, F> {

  /// The row of all of these events about one key; none if there are no events.
  Optional<R> rowOf(Collection<S> events);

  CampusEnrollmentKey keyOf(R row);

  /// The stamps of the events that the row names.
  Set<EventStamp> stampsOf(R row);

  /// The text of which the LMS's database makes the digest of a row; none if the LMS has no such
  /// row.
  Optional<String> lmsText(R row);

  /// The part of the row that goes into a course's figures.
  Object countedOf(R row);

  /// The figures of a course with these rows; none if there are no rows.
  Optional<F> figuresOf(CourseKey course, Collection<R> rows);
}
