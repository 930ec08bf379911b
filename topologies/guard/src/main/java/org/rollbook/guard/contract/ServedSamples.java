package org.rollbook.guard.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollbook.model.Stamped;

/// What a view gives of its HTTP API.
public interface ServedSamples<E, R, A> extends ViewSamples<E, R, A> {

  /// Events in the order in which they are received. Each makes a row of its own. In the course of
  /// the first row, [#flag()] is true of some rows, but not of all.
  List<Stamped<E>> received();

  /// The body of each of these resources: at least the row of the first event, and the figures of
  /// its course.
  Map<String, String> bodies();

  /// The ids in each of these lists: of the learners in a list of a course, of the courses in a
  /// list of a learner.
  Map<String, List<String>> lists();

  /// The content of the first event in a history.
  String said();

  /// The parameter of both lists that is true or false.
  String flag();

  /// The names of the schemas that only this view has, in the description of the API.
  Set<String> otherSchemas();
}
