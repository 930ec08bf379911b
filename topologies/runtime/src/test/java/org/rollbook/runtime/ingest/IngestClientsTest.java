package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.settings.Settings;

class IngestClientsTest {

  /// As while the broker's container is stopped, when a producer that has given up is replaced.
  @Test
  void shouldMakeClientsOfABrokerWhoseNameDoesNotResolve() {
    Settings settings =
        Settings.from(
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "no-such-host.invalid:9092"),
            "words",
            1,
            0,
            List.of("words"),
            "here");
    var clients = new IngestClients(IngestSettings.of(settings, "words"));

    try (var consumer = clients.consumer();
        var producer = clients.producer();
        var admin = clients.admin()) {
      assertThat(consumer.assignment()).isEmpty();
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      producer.close(Duration.ZERO);
      admin.close(Duration.ZERO);
    }
  }
}
