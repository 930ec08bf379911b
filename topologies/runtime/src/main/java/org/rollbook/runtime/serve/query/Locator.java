package org.rollbook.runtime.serve.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.runtime.view.KeyPartitioner;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.Replicas;

/// Finds who may have a partition: the owner, then this instance if it has another replica, then
/// the standbys.
///
/// Only the tasks that run here are known for sure. All else is Kafka's metadata, which lags while
/// members come and go: it may name nobody, or an instance that has lost the partition. So whoever
/// is asked checks for itself, and if it has nothing, [#others] may be asked.
public final class Locator implements PartitionLocations {

  /// Kafka finds the instance that has a key, but our keys are already partitions. So Kafka's own
  /// count of partitions, which shrinks while members change, is not used.
  private static final StreamPartitioner<Integer, Object> AS_GIVEN =
      new KeyPartitioner<>((partition, partitions) -> partition);

  private final LiveTasks tasks;
  private final Replicas replicas;
  private final Supplier<Optional<KafkaStreams>> streams;
  private final HostInfo self;
  private volatile List<HostInfo> lastOthers = List.of();

  /// @param self the advertised address of this instance
  public Locator(
      LiveTasks tasks, Replicas replicas, Supplier<Optional<KafkaStreams>> streams, HostInfo self) {
    this.tasks = tasks;
    this.replicas = replicas;
    this.streams = streams;
    this.self = self;
  }

  @Override
  public Stream<PartitionLocation> locations(String view, String store, int partition) {
    return tasks.find(view, partition).isPresent()
        ? Stream.concat(
            Stream.of(new PartitionLocation.Here()),
            // Evaluated only if needed: Kafka's metadata has one lock for all.
            Stream.of(store).flatMap(_ -> standbys(known(store, partition))))
        : elsewhere(store, partition);
  }

  private Stream<PartitionLocation> elsewhere(String store, int partition) {
    Known known = known(store, partition);
    List<PartitionLocation> locations =
        Stream.of(
                known.active().stream().<PartitionLocation>map(PartitionLocation.There::new),
                replicas.find(store, partition).stream()
                    .<PartitionLocation>map(_ -> new PartitionLocation.Here()),
                standbys(known))
            .flatMap(Function.identity())
            .toList();
    return locations.isEmpty()
        ? Stream.of(new PartitionLocation.Unsettled(known.otherwise()))
        : locations.stream();
  }

  private static Stream<PartitionLocation> standbys(Known known) {
    return known.standbys().stream().map(PartitionLocation.There::new);
  }

  private Known known(String store, int partition) {
    return streams.get().map(client -> known(client, store, partition)).orElse(STARTING);
  }

  @Override
  public List<HostInfo> others() {
    try {
      return streams.get().stream()
          .flatMap(client -> client.metadataForAllStreamsClients().stream())
          .map(StreamsMetadata::hostInfo)
          .filter(this::isPeer)
          .distinct()
          .toList();
    } catch (IllegalStateException notRunning) {
      return lastOthers;
    }
  }

  /// Remembers the other instances as they are now, because a closing client no longer reports
  /// them.
  public void keepOthers() {
    lastOthers = others();
  }

  /// What Kafka's metadata states about a partition.
  ///
  /// @param otherwise the reason, if nobody is known
  private record Known(Optional<HostInfo> active, List<HostInfo> standbys, String otherwise) {

    static Known nobody(String why) {
      return new Known(Optional.empty(), List.of(), why);
    }
  }

  private static final Known STARTING = Known.nobody("this instance is starting");

  /// The state is not checked first: it may change before the query that depends on it.
  private Known known(KafkaStreams client, String store, int partition) {
    try {
      KeyQueryMetadata metadata = client.queryMetadataForKey(store, partition, AS_GIVEN);
      return metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)
          ? Known.nobody("it is being moved")
          : new Known(
              Optional.of(metadata.activeHost()).filter(this::isPeer),
              metadata.standbyHosts().stream().filter(this::isPeer).toList(),
              "it is being restored or moved");
    } catch (StreamsNotStartedException notYet) {
      return STARTING;
    } catch (IllegalStateException notAnyMore) {
      return Known.nobody("this instance is stopping");
    }
  }

  private boolean isPeer(HostInfo host) {
    return !Objects.equals(host, HostInfo.unavailable()) && !host.equals(self);
  }
}
