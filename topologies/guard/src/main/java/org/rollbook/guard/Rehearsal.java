package org.rollbook.guard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyDescription;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.node.TopologyDefinition;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// The result of running a topology on some samples and a watermark, without a broker: its rows and
/// keys as they really are, not as somebody declares them.
///
/// @param settings of an instance without any setting of its own
/// @param shape as Kafka Streams describes it
/// @param stores how each store is written
/// @param rows the content of each store
/// @param published the framed keys of the records of each derived topic
record Rehearsal(
    Settings settings,
    TopologyDescription shape,
    List<StoreSpec<?>> stores,
    Map<String, SortedMap<Bytes, byte[]>> rows,
    Map<String, List<byte[]>> published) {

  private static final SourcePartition SOURCE = new SourcePartition("source", 0);

  static final Watermark WATERMARK =
      new Watermark(
          Instant.EPOCH,
          new SourceList(Set.of(SOURCE.topic())),
          true,
          Set.of(SOURCE),
          Map.of(SOURCE, Instant.EPOCH),
          Map.of());

  static final byte[] WATERMARK_KEY = WatermarkKeys.ofMember("member");

  static <E> Rehearsal of(TopologyDefinition<E> definition, List<Stamped<E>> samples) {
    try (var topology = new DrivenTopology<>(definition, Map.of())) {
      samples.forEach(topology::receive);
      topology.receive(WATERMARK_KEY, WATERMARK);
      Map<String, SortedMap<Bytes, byte[]>> rows = new TreeMap<>();
      topology.stores().forEach(store -> rows.put(store.name(), topology.bytes(store)));
      topology.waitUntilAllIsPublished();
      Map<String, List<byte[]>> published = new TreeMap<>();
      definition
          .contract()
          .published()
          .forEach(topic -> published.put(topic.name(), topology.publishedOn(topic)));
      return new Rehearsal(
          topology.settings(), topology.shape(), topology.stores(), rows, published);
    }
  }
}
