package org.rollbook.model.topic;

import java.time.Duration;

/// The topic of the schema ids that a site has seen. They belong to the site, so that an instance
/// with an empty disk still detects a registry that has lost ids.
///
/// All topologies of the site share it. A key is an id as text, its value the schema's JSON. One
/// partition, [#PARTITION], is used, however many there are; it is compacted, and small.
public final class SchemaTopic {

  public static final String NAME = "rollbook.schemas.v1";
  public static final int PARTITION = 0;

  private static final Duration COMPACTION_LAG = Duration.ofHours(1);
  private static final Duration ROLL = Duration.ofDays(1);

  private SchemaTopic() {}

  public static String nameIn(TopicPrefix site) {
    return site.join(NAME);
  }

  public static TopicSettings settings() {
    return TopicSettings.compacted(COMPACTION_LAG, ROLL);
  }
}
