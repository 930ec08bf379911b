package org.rollbook.runtime.serve.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.runtime.time.BrokerTimes;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.Replicas;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

/// The only instance of a topology, with the replicas that a test gives it. Its time stands still.
///
/// @param asked what its meters counted
record OneInstance(
    int partitions, LiveTasks tasks, Map<String, SortedReplica> replicas, List<String> asked) {

  static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  static final Duration SKEW = Duration.ofMinutes(5);
  static final Bounds FIVE_MINUTES = new Bounds(Duration.ofMinutes(5), false);

  static final SourcePartition SOURCE = new SourcePartition("source", 0);
  static final SourceList SOURCES = new SourceList(Set.of("source"));

  OneInstance(int partitions) {
    this(partitions, new LiveTasks(), new HashMap<>(), new ArrayList<>());
  }

  /// Opens a replica.
  SortedReplica open(String store, int partition, Instant at) {
    var replica = new SortedReplica(at);
    replicas.put(nameOf(store, partition), replica);
    return replica;
  }

  Optional<SortedReplica> replica(String store, int partition) {
    return Optional.ofNullable(replicas.get(nameOf(store, partition)));
  }

  private static String nameOf(String store, int partition) {
    return store + "-" + partition;
  }

  /// Lets a replica receive that the sources were read up to a time.
  static void receive(SortedReplica replica, Instant readUpTo, boolean declared) {
    var watermark =
        new Watermark(
            readUpTo, SOURCES, declared, Set.of(SOURCE), Map.of(SOURCE, readUpTo), Map.of());
    replica.put(AsOfRow.KEY.get(), AsOfRow.bytes(AsOf.NONE.receive(watermark, NOW)));
  }

  QueryService service() {
    Replicas open = (store, partition) -> replica(store, partition).map(found -> found);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new QueryService(
        new QueryService.Local(
            open,
            tasks,
            partitions,
            "here:8201",
            SOURCES,
            SKEW,
            BrokerTimes.agreeingWith(clock),
            clock),
        new Locator(tasks, open, Optional::empty, new HostInfo("here", 8201)),
        host -> {
          throw new AssertionError("nobody else is there: " + host);
        },
        new QueryMeters() {
          @Override
          public void asked(String view, String location, String answer) {
            asked.add(view + " " + location + " " + answer);
          }

          @Override
          public void overloaded() {
            asked.add("overloaded");
          }
        });
  }
}
