package org.rollbook.benchmark.memory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.benchmark.ingest.PlainStreamsMain;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.Written;
import org.rollbook.benchmark.system.FolderSize;
import org.rollbook.benchmark.system.MainProcess;
import org.rollbook.benchmark.system.OsProcess;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.process.ChildProcess;

/// The three tables of [PlainStreamsMain], filled from the same events.
final class PlainStores {

  private static final String APPLICATION = "plain";
  private static final String SITE = "plainly";
  private static final int PARTITIONS = 6;

  /// It writes its last row within a commit interval of the row before.
  private static final Duration QUIET = Duration.ofSeconds(10);

  private static final Duration STUCK = Duration.ofMinutes(2);
  private static final Duration TIME_TO_STOP = Duration.ofMinutes(1);

  private PlainStores() {}

  /// Fills them.
  ///
  /// @param folder for log and state
  /// @param jvmArguments the same as ours
  static Used used(EventBus bus, int enrollments, Path folder, List<String> jvmArguments) {
    BrokerClient broker = bus.broker().client();
    String inbound = SITE + "-" + Campuses.TOPIC;
    List<String> outputs = PlainStreamsMain.outputs(APPLICATION);
    broker.createTopic(inbound, PARTITIONS);
    outputs.forEach(topic -> broker.createTopic(topic, PARTITIONS));
    var _ = bus.fill(SITE, Campuses.young(), enrollments);
    try (var process =
        MainProcess.start(
            PlainStreamsMain.class,
            jvmArguments,
            folder,
            List.of(
                APPLICATION,
                bus.broker().bootstrapServers(),
                bus.registryUrl(),
                inbound,
                folder.toString()))) {
      awaitQuiet(process, new Written(broker.admin(), outputs, PARTITIONS), enrollments);
      long resident = new OsProcess(process.pid()).residentBytes();
      process.term(TIME_TO_STOP);
      return new Used(resident, FolderSize.of(folder.resolve("state")));
    }
  }

  /// Waits until it has written as much as it must, and then nothing for a while.
  private static void awaitQuiet(ChildProcess process, Written written, long atLeast) {
    long last = 0;
    long since = System.nanoTime();
    while (last < atLeast || System.nanoTime() - since < QUIET.toNanos()) {
      if (!process.isAlive() || System.nanoTime() - since > STUCK.toNanos()) {
        throw new IllegalStateException(
            "plain Kafka Streams makes no progress; see " + process.log());
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      long now = written.offsets();
      since = now > last ? System.nanoTime() : since;
      last = now;
    }
  }
}
