package org.rollbook.benchmark.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.benchmark.site.RawConsumer;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.process.JvmArguments;

/// Reads topics from their beginning to their end and keeps nothing, in a process of its own: the
/// fastest possible restore from them. Configured as Kafka Streams configures its own consumer.
public final class ChangelogReader {

  private static final String READ = "Read all";
  private static final Duration PATIENCE = Duration.ofHours(1);

  /// The number of records that Kafka Streams takes at once.
  private static final int RECORDS = 1_000;

  private ChangelogReader() {}

  /// What was read or restored, and how fast.
  ///
  /// @param bytes of keys and values
  /// @param seconds from the first request to the last record
  /// @param sinceStart from the start of its JVM, in seconds
  record Reading(long records, long bytes, double seconds, double sinceStart) {

    static Reading parsed(String line) {
      String[] words = line.substring(READ.length() + 1).split(" ", -1);
      return new Reading(
          Long.parseLong(words[0]),
          Long.parseLong(words[1]),
          Long.parseLong(words[2]) / 1e9,
          Long.parseLong(words[3]) / 1e3);
    }
  }

  /// Reads the changelogs of a site in a new process.
  ///
  /// @param folder where its log goes for the time being
  static Reading read(OurSite site, Path folder) {
    List<String> changelogs =
        site.bus().broker().client().topics().stream()
            .filter(topic -> topic.startsWith(site.prefix()) && topic.endsWith("-changelog"))
            .toList();
    try (var own = TemporaryFolder.at(folder.resolve("reader"));
        var process =
            site.bus().start(ChangelogReader.class, JvmArguments.AT_WORK, own.path(), changelogs)) {
      process.awaitExit(PATIENCE);
      return Reading.parsed(process.awaitLine(READ, Duration.ZERO));
    }
  }

  /// Reads, and prints the number of records and of bytes, how long that took, and how long ago the
  /// JVM started.
  ///
  /// @param arguments the broker, the registry, and the topics
  @SuppressWarnings("SystemOut") // Read by the process that started it.
  public static void main(String[] arguments) {
    List<String> topics = Arrays.stream(arguments).skip(2).toList();
    var settings =
        Map.<String, Object>of("isolation.level", "read_committed", "max.poll.records", RECORDS);
    try (var consumer = RawConsumer.of(arguments[0], settings)) {
      var records = new LongAdder();
      var bytes = new LongAdder();
      topics.forEach(consumer::partitionsFor);
      long begun = System.nanoTime();
      RawConsumer.readOnce(
          consumer,
          topics,
          message -> {
            records.increment();
            bytes.add(message.serializedKeySize() + message.serializedValueSize());
          });
      System.out.printf(
          "%s %d %d %d %d%n",
          READ,
          records.sum(),
          bytes.sum(),
          System.nanoTime() - begun,
          ManagementFactory.getRuntimeMXBean().getUptime());
    }
  }
}
