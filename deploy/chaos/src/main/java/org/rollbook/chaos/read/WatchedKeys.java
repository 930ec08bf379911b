package org.rollbook.chaos.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.Partitions;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.watch.WatchedKey;

/// The watched keys of a view.
final class WatchedKeys {

  private WatchedKeys() {}

  /// One key of each kind of resource in each partition, as far as rows exist.
  static List<WatchedKey> of(DrilledView view, int partitions) {
    Set<CampusEnrollmentKey> keys = view.keys();
    Map<Integer, CampusEnrollmentKey> byLearner = new HashMap<>();
    Map<Integer, CampusEnrollmentKey> byCourse = new HashMap<>();
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
