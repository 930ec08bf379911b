package org.rollbook.chaos.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.Partitions;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.watch.WatchedKey;

/// What is watched of a view.
final class WatchedKeys {

  private WatchedKeys() {}

  /// One of each kind of thing in each partition, as far as anything is there.
  static List<WatchedKey> of(View view, int partitions) {
    Set<EnrollmentKey> keys = view.keys();
    Map<Integer, EnrollmentKey> byLearner = new HashMap<>();
    Map<Integer, EnrollmentKey> byCourse = new HashMap<>();
    for (var key : keys) {
      byLearner.putIfAbsent(Partitions.of(KeyBytes.of(key.learner()), partitions), key);
      byCourse.putIfAbsent(Partitions.of(KeyBytes.of(key.course()), partitions), key);
    }
    var watched = new ArrayList<WatchedKey>();
    byLearner.forEach(
        (partition, key) ->
            view.addressesOf(key.learner(), key.course())
                .forEach(address -> watched.add(new WatchedKey(partition, address))));
    byCourse.forEach(
        (partition, key) ->
            view.addressesOf(key.course())
                .forEach(address -> watched.add(new WatchedKey(partition, address))));
    return watched;
  }
}
