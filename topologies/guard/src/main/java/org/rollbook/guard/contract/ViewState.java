package org.rollbook.guard.contract;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollbook.guard.DrivenTopology;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.Stamped;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.node.LearnerCourseTopology;
import org.rollbook.runtime.view.DigestPart;

/// Everything that a topology holds.
///
/// @param byLearner all rows of the learners' view
/// @param byCourse all rows of the courses' view, by course, in the order of learners
/// @param sums the aggregates
/// @param digests of the buckets of all rows' learners
/// @param histories the remembered events of each row, newest first
record ViewState<E, R, A>(
    List<R> byLearner,
    Map<CourseKey, List<R>> byCourse,
    Map<CourseKey, A> sums,
    Map<Long, RowsDigest> digests,
    Map<LearnerCourse, List<Stamped<E>>> histories) {

  /// @param keys of all rows
  static <E, R, A> ViewState<E, R, A> of(
      DrivenTopology<E> topology,
      LearnerCourseTopology<E, R, A> definition,
      Collection<LearnerCourse> keys) {
    Map<CourseKey, A> sums = new HashMap<>();
    Map<Long, RowsDigest> digests = new HashMap<>();
    Map<LearnerCourse, List<Stamped<E>>> histories = new HashMap<>();
    for (LearnerCourse key : keys) {
      topology
          .row(definition.aggregate().store(), KeyBytes.of(key.course()))
          .ifPresent(sum -> sums.put(key.course(), sum));
      long bucket = LearnerBuckets.finestOf(key.learner());
      topology
          .row(DigestPart.STORE, KeyBytes.of(bucket))
          .ifPresent(digest -> digests.put(bucket, digest));
      topology
          .row(definition.history(), KeyBytes.of(key.learner(), key.course()))
          .ifPresent(
              history ->
                  histories.put(key, history.items().stream().map(item -> item.event()).toList()));
    }
    return new ViewState<>(
        topology.rows(definition.rows().byLearner()),
        topology.rows(definition.rows().byCourse()).stream()
            .collect(groupingBy(definition.aggregate().course())),
        sums,
        digests,
        histories);
  }
}
