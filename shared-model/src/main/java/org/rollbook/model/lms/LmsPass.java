package org.rollbook.model.lms;

import static org.rollbook.model.avro.RecordCodec.field;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.rollbook.model.EventType;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// A whole comparison of a table of the LMS with a view. It is published after everything that
/// differed, so that whoever has read the topic up to here has received all of that.
///
/// @param table of the LMS
/// @param startedAt when it began, by the broker's time, and after the view had read every source
///   topic
/// @param reliableFrom events that were published before this, and lost, are made good by it; a
///   margin before `startedAt`, since events may be published before their transaction ends
public record LmsPass(String table, Instant startedAt, Instant reliableFrom) {

  public static final Reading<LmsPass> COMPLETED =
      new Reading<>(
          new EventType("org.rollbook.lms.pass.completed.v1"),
          RecordCodec.of(
              "org.rollbook.lms.pass.completed.v1.Pass",
              field("table", AvroTypes.STRING, LmsPass::table),
              field("started_at", AvroTypes.TIME, LmsPass::startedAt),
              field("reliable_from", AvroTypes.TIME, LmsPass::reliableFrom),
              LmsPass::new));

  public LmsPass {
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    reliableFrom = reliableFrom.truncatedTo(ChronoUnit.MICROS);
    if (reliableFrom.isAfter(startedAt)) {
      throw new IllegalArgumentException("reliable from " + reliableFrom + ", after " + startedAt);
    }
  }
}
