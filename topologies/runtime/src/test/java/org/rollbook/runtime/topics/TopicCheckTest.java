package org.rollbook.runtime.topics;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.topics.ManagedTopic.Partitioning;

class TopicCheckTest {

  private static final ManagedTopic JOURNAL =
      new ManagedTopic(
          "rollbook.things.by-key",
          6,
          Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", "3600000"));

  @Test
  void shouldTakeATopicThatIsAsWanted() {
    assertThatCode(() -> TopicCheck.check(JOURNAL, 6, settings("compact", "3600000")))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldNameAnotherNumberOfPartitions() {
    assertThatThrownBy(() -> TopicCheck.check(JOURNAL, 3, settings("compact", "3600000")))
        .isInstanceOf(WrongTopic.class)
        .hasMessageContaining("rollbook.things.by-key")
        .hasMessageContaining("has 3 partitions, ROLLBOOK_PARTITIONS is 6");
  }

  @Test
  void shouldNotMindThePartitionsOfATopicThatOthersChose() {
    var shared = new ManagedTopic("rollbook.dead-letters.v1", 6, Partitioning.ANY, Map.of());

    assertThatCode(() -> TopicCheck.check(shared, 1, settings("delete", "0")))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldNameAnotherCleanupPolicy() {
    assertThatThrownBy(() -> TopicCheck.check(JOURNAL, 6, settings("delete", "3600000")))
        .isInstanceOf(WrongTopic.class)
        .hasMessageContaining("cleanup.policy must be compact, is delete");
  }

  @Test
  void shouldCompareCleanupPoliciesAsSets() {
    var both = new ManagedTopic("both", 1, Map.of("cleanup.policy", "compact,delete"));

    assertThatCode(() -> TopicCheck.check(both, 1, settings("delete, compact", "0")))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldNameATooShortCompactionLag() {
    assertThatThrownBy(() -> TopicCheck.check(JOURNAL, 6, settings("compact", "0")))
        .isInstanceOf(WrongTopic.class)
        .hasMessageContaining("min.compaction.lag.ms must be at least 3600000, is 0");
  }

  private static Map<String, String> settings(String policy, String lag) {
    return Map.of("cleanup.policy", policy, "min.compaction.lag.ms", lag);
  }
}
