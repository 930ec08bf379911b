package org.rollbook.model.topic;

import java.time.Duration;

/// A topology's journal: everything that it ever heard, once, by learner or by course.
///
/// @param topology such as `enrollments`
/// @param order what it is keyed by, such as `by-learner`
public record JournalTopic(String topology, String order) {

  /// Longer than any bound of an answer: a view that replays a journal must not miss what an old
  /// watermark covered.
  private static final Duration COMPACTION_LAG = Duration.ofHours(1);

  /// Watermarks come every second and only the last counts; whoever replays the newest segment
  /// reads all of them.
  private static final Duration ROLL = Duration.ofHours(1);

  public String nameIn(TopicPrefix site) {
    return site.join("rollbook." + topology + "." + order);
  }

  public TopicSettings settings() {
    return TopicSettings.compacted(COMPACTION_LAG, ROLL);
  }
}
