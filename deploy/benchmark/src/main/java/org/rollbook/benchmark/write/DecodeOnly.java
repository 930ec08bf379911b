package org.rollbook.benchmark.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.site.Offsets.GroupStep;
import org.rollbook.benchmark.site.RawConsumer;
import org.rollbook.benchmark.write.Contender.Running;
import org.rollbook.testkit.process.JvmArguments;

/// Decodes every message and drops it: the upper limit. It has read the topic once before, outside
/// of its group: decoding is so fast that otherwise mostly code that is not compiled yet would be
/// measured.
public final class DecodeOnly {

  private DecodeOnly() {}

  static Contender contender(Inbound inbound, Path folder) {
    return new Contender(
        "consume and decode only",
        Aim.atLeast(0.15),
        run -> {
          String group = "decode-" + run;
          var arguments = List.of(group, inbound.topic());
          return new Running(
              inbound
                  .bus()
                  .start(DecodeOnly.class, JvmArguments.AT_WORK, folder.resolve(group), arguments),
              List.of(new GroupStep(group, inbound.topic())),
              List.of(),
              Optional::empty,
              () -> {});
        });
  }

  /// Runs until it is killed.
  ///
  /// @param arguments the broker, the registry, the group, and the inbound topic
  public static void main(String[] arguments) {
    var decoding = new Decoding(arguments[1]);
    List<String> topic = List.of(arguments[3]);
    try (var warming = RawConsumer.of(arguments[0], Map.of())) {
      RawConsumer.readOnce(warming, topic, message -> decode(message, decoding));
    }
    var settings = Map.<String, Object>of("group.id", arguments[2], "auto.commit.interval.ms", 100);
    try (var consumer = RawConsumer.of(arguments[0], settings)) {
      consumer.subscribe(topic);
      while (true) {
        consumer.poll(RawConsumer.POLL).forEach(message -> decode(message, decoding));
      }
    }
  }

  private static void decode(ConsumerRecord<byte[], byte[]> message, Decoding decoding) {
    if (decoding.enrollment(message.value()).mode().isEmpty()) {
      throw new IllegalStateException("no mode at offset " + message.offset());
    }
  }
}
