package org.rollbook.runtime.query;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.runtime.view.LiveTasks;

/// Finds who has a partition: here if its task runs here, else whom Kafka's metadata names.
public final class Locator {

  /// Kafka finds the holder of a key; our keys are partitions already.
  private static final StreamPartitioner<Integer, Object> AS_GIVEN =
      (topic, partition, value, partitions) -> Optional.of(Set.of(partition));

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
    return tasks.find(view, partition).isPresent()
        ? new Place.Here()
        : streams
            .get()
            .map(client -> elsewhere(client, store, partition))
            .orElseGet(Locator::starting);
  }

  /// The state is not asked for first: it may change before the question that depends on it.
  private Place elsewhere(KafkaStreams client, String store, int partition) {
    try {
      return Optional.ofNullable(client.queryMetadataForKey(store, partition, AS_GIVEN))
          .map(KeyQueryMetadata::activeHost)
          .filter(host -> !host.equals(HostInfo.unavailable()) && !host.equals(self))
          .<Place>map(Place.There::new)
          .orElseGet(() -> new Place.Unsettled("it is being restored or moved"));
    } catch (StreamsNotStartedException notYet) {
      return starting();
    } catch (IllegalStateException notAnyMore) {
      return new Place.Unsettled("this instance is stopping");
    }
  }

  private static Place starting() {
    return new Place.Unsettled("this instance is starting");
  }
}
