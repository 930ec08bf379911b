package org.rollbook.runtime.query;

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

/// Finds who may have a partition: the owner, then this instance if it has another copy, then the
/// standbys.
///
/// That a task runs here is known for sure. All else is Kafka's metadata, which is behind while
/// members come and go: it may name nobody, or who has nothing any more. So whoever is asked looks
/// for itself, and there is somebody left to ask ([#others]).
public final class Locator implements Places {

  /// Kafka finds the holder of a key; our keys are partitions already. So its own count of
  /// partitions, which shrinks while members change, is not used.
  private static final StreamPartitioner<Integer, Object> AS_GIVEN =
      new KeyPartitioner<>((partition, partitions) -> partition);

  private final LiveTasks tasks;
  private final Copies copies;
  private final Supplier<Optional<KafkaStreams>> streams;
  private final HostInfo self;
  private volatile List<HostInfo> lastOthers = List.of();

  /// @param self the advertised address of this instance
  public Locator(
      LiveTasks tasks, Copies copies, Supplier<Optional<KafkaStreams>> streams, HostInfo self) {
    this.tasks = tasks;
    this.copies = copies;
    this.streams = streams;
    this.self = self;
  }

  @Override
  public Stream<Place> places(String view, String store, int partition) {
    return tasks.find(view, partition).isPresent()
        ? Stream.concat(
            Stream.of(new Place.Here()),
            // Asked only if it must be: Kafka's metadata has one lock for all.
            Stream.of(store).flatMap(_ -> standbys(known(store, partition))))
        : elsewhere(store, partition);
  }

  private Stream<Place> elsewhere(String store, int partition) {
    Known known = known(store, partition);
    List<Place> places =
        Stream.of(
                known.active().stream().<Place>map(Place.There::new),
                copies.find(store, partition).stream().<Place>map(_ -> new Place.Here()),
                standbys(known))
            .flatMap(Function.identity())
            .toList();
    return places.isEmpty() ? Stream.of(new Place.Unsettled(known.otherwise())) : places.stream();
  }

  private static Stream<Place> standbys(Known known) {
    return known.standbys().stream().map(Place.There::new);
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

  /// Keeps the others as they are now, for a client that closes no longer tells of them.
  public void keepOthers() {
    lastOthers = others();
  }

  /// What Kafka's metadata says of a partition.
  ///
  /// @param otherwise why there is nobody, if there is nobody
  private record Known(Optional<HostInfo> active, List<HostInfo> standbys, String otherwise) {

    static Known nobody(String why) {
      return new Known(Optional.empty(), List.of(), why);
    }
  }

  private static final Known STARTING = Known.nobody("this instance is starting");

  /// The state is not asked for first: it may change before the question that depends on it.
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
