package org.rollbook.guard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyDescription;
import org.rollbook.model.Heard;
import org.rollbook.runtime.node.Deployable;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// What a topology makes of some samples and a watermark, without a broker: what it keeps and under
/// which keys is seen here as it is, not as somebody declares it.
///
/// @param settings of an instance that is told nothing
/// @param shape as Kafka Streams describes it
/// @param stores how each store is written
/// @param rows what each store holds
/// @param told the keys of what each derived topic got, framed
record Rehearsal(
    Settings settings,
    TopologyDescription shape,
    List<StoreSpec<?>> stores,
    Map<String, SortedMap<Bytes, byte[]>> rows,
    Map<String, List<byte[]>> told) {

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

  static <E> Rehearsal of(Deployable<E> deployable, List<Heard<E>> samples) {
    try (var topology = new DrivenTopology<>(deployable, Map.of())) {
      samples.forEach(topology::hear);
      topology.hear(WATERMARK_KEY, WATERMARK);
      Map<String, SortedMap<Bytes, byte[]>> rows = new TreeMap<>();
      topology.stores().forEach(store -> rows.put(store.name(), topology.bytes(store)));
      topology.waitUntilAllIsTold();
      Map<String, List<byte[]>> told = new TreeMap<>();
      deployable.published().forEach(topic -> told.put(topic.name(), topology.toldOn(topic)));
      return new Rehearsal(topology.settings(), topology.shape(), topology.stores(), rows, told);
    }
  }
}
