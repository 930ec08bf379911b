package org.rollbook.runtime.view.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.runtime.settings.Settings;

class StreamsSettingsTest {

  @TempDir private Path folder;

  /// As while the broker's container is stopped: its clients are made when Kafka Streams is.
  @Test
  void shouldMakeKafkaStreamsOfABrokerWhoseNameDoesNotResolve() {
    Settings settings = with("KAFKA_BOOTSTRAP_SERVERS", "no-such-host.invalid:9092");
    var topology = new Topology().addSource("words", "words");

    try (var streams =
        new KafkaStreams(
            topology, StreamsSettings.of(settings, 1, 1), new StreamsClients(_ -> false))) {
      assertThat(streams.state()).isEqualTo(KafkaStreams.State.CREATED);
      streams.close(Duration.ZERO);
    }
  }

  /// An operator may set how long ingest waits; but a stream thread dies if its producer gives up.
  @Test
  void shouldWaitForTheBrokerAsLongAsItTakes() {
    Settings settings = with("KAFKA_PRODUCER_DELIVERY_TIMEOUT_MS", "2000");

    assertThat(StreamsSettings.of(settings, 1, 1))
        .containsEntry("producer.delivery.timeout.ms", Integer.MAX_VALUE);
  }

  private Settings with(String variable, String value) {
    return Settings.from(
        Map.of(variable, value, "ROLLBOOK_STATE_DIR", folder.toString()),
        "words",
        1,
        0,
        List.of("words"),
        "here");
  }
}
