package org.rollbook.testkit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.streams.OutputPipe.OutputRecord;

final class PipesTest {

  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          new Topology()
              .addSource("read", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
              .addSink(
                  "write", "out", new ByteArraySerializer(), new ByteArraySerializer(), "read"));
  private final InputPipe<String, Integer> in =
      InputPipe.into(
          driver, "in", text -> text.getBytes(UTF_8), number -> number.toString().getBytes(UTF_8));
  private final OutputPipe<String, Integer> out =
      OutputPipe.from(
          driver,
          "out",
          bytes -> new String(bytes, UTF_8),
          bytes -> Integer.valueOf(new String(bytes, UTF_8)));

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldCarryValuesHeadersAndTombstones() {
    var headers = new RecordHeaders().add("name", new byte[] {1});

    in.send("a", 1, headers);
    in.sendTombstone("a");

    assertThat(out.read())
        .containsExactly(
            new OutputRecord<>("a", Optional.of(1), headers),
            new OutputRecord<>("a", Optional.empty(), new RecordHeaders()));
  }

  @Test
  void shouldReturnEachRecordOnce() {
    in.send("a", 1);
    in.send("b", 2);

    assertThat(out.readValues()).containsExactly(1, 2);
    assertThat(out.readValues()).isEmpty();
  }
}
