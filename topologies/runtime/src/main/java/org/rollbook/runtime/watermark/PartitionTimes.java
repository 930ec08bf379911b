package org.rollbook.runtime.watermark;

import static org.rollbook.model.avro.RecordCodec.field;
import static org.rollbook.model.avro.RecordCodec.fieldsOf;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// The list and the times of source partitions, as watermarks and as-of rows both write them: an
/// array with one item for each partition that is listed or has a time.
record PartitionTimes(
    Set<SourcePartition> listed,
    Map<SourcePartition, Instant> readUpTo,
    Map<SourcePartition, Instant> lostAt) {

  private static final AvroCodec<Item> ITEM =
      RecordCodec.of(
          "org.rollbook.runtime.SourcePartition",
          fieldsOf(SourceCodecs.PARTITION, Item::partition),
          field("listed", AvroTypes.BOOLEAN, Item::listed),
          field("read_up_to", AvroTypes.OPTIONAL_TIME, Item::readUpTo),
          field("lost_at", AvroTypes.OPTIONAL_TIME, Item::lostAt),
          Item::new);

  static final AvroCodec<PartitionTimes> CODEC =
      AvroTypes.array(ITEM).mapped(PartitionTimes::of, PartitionTimes::items);

  private record Item(
      SourcePartition partition,
      boolean listed,
      Optional<Instant> readUpTo,
      Optional<Instant> lostAt) {}

  private List<Item> items() {
    var all = new TreeSet<>(listed);
    all.addAll(readUpTo.keySet());
    all.addAll(lostAt.keySet());
    return all.stream().map(this::item).toList();
  }

  private Item item(SourcePartition partition) {
    return new Item(
        partition,
        listed.contains(partition),
        Optional.ofNullable(readUpTo.get(partition)),
        Optional.ofNullable(lostAt.get(partition)));
  }

  private static PartitionTimes of(List<Item> items) {
    var times = new PartitionTimes(new HashSet<>(), new HashMap<>(), new HashMap<>());
    for (Item item : items) {
      if (item.listed()) {
        times.listed.add(item.partition());
      }
      item.readUpTo().ifPresent(time -> times.readUpTo.put(item.partition(), time));
      item.lostAt().ifPresent(time -> times.lostAt.put(item.partition(), time));
    }
    return times;
  }
}
