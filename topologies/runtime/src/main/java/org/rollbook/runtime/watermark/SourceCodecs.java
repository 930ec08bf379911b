package org.rollbook.runtime.watermark;

import static org.rollbook.model.avro.RecordCodec.field;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// Source topics and their partitions, as watermarks and as-of rows both write them.
final class SourceCodecs {

  static final AvroCodec<SourceList> LIST =
      AvroTypes.array(AvroTypes.STRING)
          .mapped(
              topics -> new SourceList(Set.copyOf(topics)), sources -> sorted(sources.topics()));

  /// The fields of a partition, in any record.
  static final RecordCodec<SourcePartition> PARTITION =
      RecordCodec.of(
          "org.rollbook.runtime.ListedPartition",
          field("topic", AvroTypes.STRING, SourcePartition::topic),
          field("partition", AvroTypes.INT, SourcePartition::partition),
          SourcePartition::new);

  private SourceCodecs() {}

  /// Equal sets are written as equal bytes.
  static <T extends Comparable<T>> List<T> sorted(Collection<T> values) {
    return List.copyOf(new TreeSet<>(values));
  }
}
