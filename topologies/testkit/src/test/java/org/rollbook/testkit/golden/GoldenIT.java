package org.rollbook.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.rollbook.testkit.kafka.SharedKafka;

final class GoldenIT {

  @Test
  void shouldSendAMessageByteForByte() {
    assumeTrue(Golden.available(), "the contract's golden messages are not on this machine");
    var message = Golden.message("unenrollment_completed");
    var client = SharedKafka.broker().client();
    String topic = SharedKafka.uniquePrefix() + "-golden";
    client.createTopic(topic, 1);

    message.sendTo(client, topic);

    var read = client.records(topic).getFirst();
    assertThat(read.key()).isEqualTo(message.key());
    assertThat(read.value()).isEqualTo(message.value());
    assertThat(read.headers()).isEqualTo(message.headers());
  }
}
