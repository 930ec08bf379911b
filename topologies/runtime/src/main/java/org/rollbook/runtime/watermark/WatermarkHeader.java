package org.rollbook.runtime.watermark;

import static org.rollbook.model.avro.RecordCodec.field;
import static org.rollbook.model.avro.RecordCodec.fieldsOf;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// The header of a watermark, which describes the source topics.
///
/// @param positions were all seen at the watermark's own time
record WatermarkHeader(
    Instant at, SourceList sources, Map<String, String> topicIds, List<Position> positions) {

  private static final AvroCodec<Position> POSITION =
      RecordCodec.of(
          "org.rollbook.runtime.ReadPosition",
          fieldsOf(SourceCodecs.PARTITION, Position::partition),
          field("topic_id", AvroTypes.STRING, Position::topicId),
          field("below", AvroTypes.LONG, Position::below),
          field("end", AvroTypes.LONG, Position::end),
          field("grown_at", AvroTypes.TIME, Position::grownAt),
          Position::new);

  static final AvroCodec<WatermarkHeader> CODEC =
      RecordCodec.of(
          "org.rollbook.runtime.Sources",
          field("at", AvroTypes.TIME, WatermarkHeader::at),
          field("sources", SourceCodecs.LIST, WatermarkHeader::sources),
          field(
              "topic_ids",
              AvroTypes.map(AvroTypes.STRING),
              header -> new TreeMap<>(header.topicIds())),
          field("positions", AvroTypes.array(POSITION), WatermarkHeader::positions),
          field("later", AvroTypes.BYTES, _ -> new byte[0]),
          (at, sources, topicIds, positions, _) ->
              new WatermarkHeader(at, sources, topicIds, positions));

  /// A [ReadPosition] without the time at which it was seen.
  record Position(
      SourcePartition partition, String topicId, long below, long end, Instant grownAt) {

    private static Position of(SourcePartition partition, ReadPosition read) {
      return new Position(partition, read.topicId(), read.below(), read.end(), read.grownAt());
    }

    private ReadPosition seenAt(Instant at) {
      return new ReadPosition(topicId, below, end, grownAt, at);
    }
  }

  /// The header of a watermark.
  ///
  /// @throws IllegalArgumentException if the watermark does not name its sources
  static WatermarkHeader of(Watermark watermark) {
    return new WatermarkHeader(
        watermark.at(),
        watermark
            .sources()
            .orElseThrow(() -> new IllegalArgumentException("a watermark must name its sources")),
        watermark.topicIds(),
        new TreeMap<>(watermark.positions())
            .entrySet().stream().map(read -> Position.of(read.getKey(), read.getValue())).toList());
  }

  /// The watermark whose value is this, with this header.
  Watermark in(Watermark value) {
    return new Watermark(
        value.at(),
        Optional.of(sources),
        value.declaredComplete(),
        value.partitions(),
        value.readUpTo(),
        value.lostAt(),
        topicIds,
        positions.stream()
            .collect(
                Collectors.toMap(
                    Position::partition, position -> position.seenAt(at), (_, last) -> last)));
  }
}
