package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.settings.Settings;

class IngestSettingsTest {

  @Test
  void shouldKeepTheConsumerGroupForAnotherVersionOfTheViews() {
    assertThat(groupOf(2)).isEqualTo(groupOf(1)).isEqualTo("prod-rollbook-words-v1-ingest");
  }

  private static String groupOf(int version) {
    var site = Map.of("EVENT_BUS_TOPIC_PREFIX", "prod");
    return IngestSettings.of(
            Settings.from(site, "words", version, 8100, List.of("source"), "here"), "words")
        .group();
  }
}
