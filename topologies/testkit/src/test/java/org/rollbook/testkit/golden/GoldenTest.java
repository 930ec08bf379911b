package org.rollbook.testkit.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GoldenTest {

  @BeforeEach
  void needsTheContract() {
    assumeTrue(Golden.available(), "the contract's golden messages are not on this machine");
  }

  @Test
  void shouldReadOneMessage() {
    var created = Golden.message("enrollment_created");

    assertThat(created.topic()).isEqualTo("prod-learning-course-enrollment-lifecycle");
    assertThat(created.decodedKey()).isEqualTo("course-v1:edX+DemoX+Demo_Course");
    assertThat(created.decodedValue().at("/enrollment/user/id").longValue()).isEqualTo(4242);
    assertThat(new String(created.headers().lastHeader("ce_type").value(), UTF_8))
        .isEqualTo(created.eventType());
  }

  @Test
  void shouldKeepTheOrderOfTheHeaders() {
    assertThat(Golden.message("enrollment_created").headers())
        .extracting(Header::key)
        .startsWith("ce_specversion", "content-type")
        .endsWith("sourcehost", "sourcelib");
  }

  @Test
  void shouldHaveTheIdsOfItsSchemasInItsBytes() {
    assertThat(Golden.messages())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            message -> {
              assertThat(idIn(message.key())).isEqualTo(message.keySchema().id());
              assertThat(idIn(message.value())).isEqualTo(message.valueSchema().id());
              assertThat(new Schema.Parser().parse(message.valueSchema().text()).getName())
                  .isEqualTo("CloudEvent");
            });
  }

  private static int idIn(byte[] framed) {
    return ByteBuffer.wrap(framed).getInt(1);
  }
}
