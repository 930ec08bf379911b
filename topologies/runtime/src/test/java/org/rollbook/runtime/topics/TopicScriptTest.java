package org.rollbook.runtime.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.topic.TopicPrefix;

final class TopicScriptTest {

  private static final ManagedTopic ENROLLMENTS =
      new ManagedTopic(
          EnrollmentContract.ENROLLMENTS.nameIn(new TopicPrefix("prod")),
          6,
          EnrollmentContract.ENROLLMENTS.settings().config());

  @Test
  void shouldCreateTopicsAsTheCatalogueHasThem() {
    assertThat(TopicScript.of(List.of(ENROLLMENTS), Optional.of((short) 3)))
        .startsWith("#!/bin/sh\n")
        .endsWith(
            """
            set -eu
            kafka-topics.sh "$@" --create --if-not-exists --topic prod-rollbook.enrollments.v1 \
            --partitions 6 --replication-factor 3 \\
              --config cleanup.policy=compact \\
              --config message.timestamp.type=LogAppendTime \\
              --config min.compaction.lag.ms=604800000 \\
              --config segment.ms=86400000
            """);
  }

  @Test
  void shouldLeaveTheReplicationToTheBrokerUnlessItIsSet() {
    var plain = new ManagedTopic("learning-course-enrollment-lifecycle", 6, Map.of());

    assertThat(TopicScript.of(List.of(plain), Optional.empty()))
        .endsWith("--topic learning-course-enrollment-lifecycle --partitions 6\n");
  }
}
