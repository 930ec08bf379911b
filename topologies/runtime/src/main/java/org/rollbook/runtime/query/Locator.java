package org.rollbook.runtime.query;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.runtime.view.LiveTasks;

/// Finds who has a partition: here if its task runs here, else whom Kafka's metadata names.
public final class Locator {

  private final LiveTasks tasks;
  private final Supplier<Optional<KafkaStreams>> streams;
  private final HostInfo self;

  /// @param self the advertised address of this instance
  public Locator(LiveTasks tasks, Supplier<Optional<KafkaStreams>> streams, HostInfo self) {
    this.tasks = tasks;
    this.streams = streams;
    this.self = self;
  }

  Place place(String view, String store, int partition) {
    if (tasks.find(view, partition).isPresent()) {
      return new Place.Here();
    }
    Optional<KafkaStreams> running =
        streams.get().filter(client -> client.state().hasStartedOrFinishedShuttingDown());
    if (running.isEmpty()) {
      return new Place.Unsettled("this instance is starting");
    }
    return running.get().streamsMetadataForStore(store).stream()
        .filter(metadata -> holds(metadata, store, partition))
        .map(StreamsMetadata::hostInfo)
        .filter(host -> !host.equals(self))
        .findFirst()
        .<Place>map(Place.There::new)
        .orElse(new Place.Unsettled("it is being restored or moved"));
  }

  private static boolean holds(StreamsMetadata metadata, String store, int partition) {
    return metadata.stateStoreNames().contains(store)
        && metadata.topicPartitions().stream().anyMatch(held -> held.partition() == partition);
  }
}
