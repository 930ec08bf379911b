package org.rollbook.model.topic;

import java.time.Duration;

/// A topology's journal: every event that it ever received, once, by learner or by course.
///
/// @param topology such as `enrollments`
/// @param order the order of its keys, such as `by-learner`
public record JournalTopic(String topology, String order) {

  /// Longer than any staleness bound: a view that replays a journal must not miss an event that an
  /// old watermark covered.
  private static final Duration COMPACTION_LAG = Duration.ofHours(1);

  /// Watermarks are written every second and only the last counts, but a replay of the newest
  /// segment reads all of them.
  private static final Duration ROLL = Duration.ofHours(1);

  public String nameIn(TopicPrefix site) {
    return site.join("rollbook." + topology + "." + order);
  }

  public TopicSettings settings() {
    return TopicSettings.compacted(COMPACTION_LAG, ROLL);
  }
}
