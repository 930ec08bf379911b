package org.rollbook.model.enrollments;

import static org.rollbook.model.avro.RecordCodec.field;

import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// Learners of one enrollment mode.
///
/// @param active those who are enrolled now
/// @param total those, and the ones who unenrolled
public record ModeCount(long active, long total) {

  public static final AvroCodec<ModeCount> CODEC =
      RecordCodec.of(
          "org.rollbook.v1.ModeCount",
          field("active", AvroTypes.LONG, ModeCount::active),
          field("total", AvroTypes.LONG, ModeCount::total),
          ModeCount::new);
}
