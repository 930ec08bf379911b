package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.rollbook.model.event.RejectCause;

class DeadLetterTest {

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");

  @Test
  void shouldLeaveTheMessageAsItCame() {
    var message = Messages.good("words", 3, 1234, "word");

    var letter = letter(message, "broken").whole("dead");

    assertThat(letter.key()).isEqualTo("words-3-1234".getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo(message.value());
    assertThat(letter.headers()).startsWith(message.headers().toArray());
  }

  @Test
  void shouldCarryCauseOriginAndTimeInItsHeaders() {
    var letter = letter(Messages.good("words", 3, 1234, "word"), "broken").whole("dead");

    assertThat(header(letter, "rollbook_cause")).isEqualTo("undecodable");
    assertThat(header(letter, "rollbook_detail")).isEqualTo("broken");
    assertThat(header(letter, "rollbook_topic")).isEqualTo("words");
    assertThat(header(letter, "rollbook_partition")).isEqualTo("3");
    assertThat(header(letter, "rollbook_offset")).isEqualTo("1234");
    assertThat(header(letter, "rollbook_key")).isEqualTo("key");
    assertThat(header(letter, "rollbook_rejected_at")).isEqualTo("2026-08-20T12:00:00Z");
  }

  @Test
  void shouldKeepTheDetailShortAndOnOneLine() {
    var letter = letter(Messages.valued(null), "a\nb\u0000" + "c".repeat(5_000)).whole("dead");

    assertThat(header(letter, "rollbook_detail")).startsWith("a b c").hasSizeLessThan(600);
    assertThat(letter.value()).isNull();
  }

  @Test
  void shouldCutWhatNoTopicTakesAndStateItInTheDetail() {
    byte[] large = new byte[3_000_000];
    Arrays.fill(large, (byte) 'x');
    var message = Messages.valued(large);
    message.headers().add("huge", large);

    var letter = letter(message, "broken").cut("dead");

    assertThat(letter.value()).hasSize(8 << 10);
    assertThat(letter.headers().lastHeader("huge")).isNull();
    assertThat(header(letter, "ce_id")).isEqualTo("words00");
    assertThat(header(letter, "rollbook_detail")).matches("cut from 600\\d{4} bytes.*broken");
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> message, String detail) {
    return new DeadLetter(message, RejectCause.UNDECODABLE, detail, NOW);
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    List<Header> found = List.of(letter.headers().lastHeader(name));
    return new String(found.getFirst().value(), UTF_8);
  }
}
