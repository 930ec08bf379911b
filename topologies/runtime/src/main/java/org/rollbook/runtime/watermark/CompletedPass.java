package org.rollbook.runtime.watermark;

import static org.rollbook.model.avro.RecordCodec.field;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.lms.LmsPass;

/// A whole comparison of the LMS's table with a view, as journals and stores hold it. All times are
/// the broker's.
///
/// Once a view has received everything that the source topics held at `endedAt`, it has received
/// all that the pass found: then it holds everything, as of when the pass began.
///
/// @param startedAt when it began
/// @param reliableFrom events that were lost before this are made good by it
/// @param endedAt when all that it found was in the topic of readings
public record CompletedPass(Instant startedAt, Instant reliableFrom, Instant endedAt) {

  /// The header of a journal record that holds a pass.
  public static final String HEADER = "rollbook_pass";

  static final AvroCodec<CompletedPass> CODEC =
      RecordCodec.of(
          "org.rollbook.runtime.CompletedPass",
          field("started_at", AvroTypes.TIME, CompletedPass::startedAt),
          field("reliable_from", AvroTypes.TIME, CompletedPass::reliableFrom),
          field("ended_at", AvroTypes.TIME, CompletedPass::endedAt),
          CompletedPass::new);

  private static final byte FORMAT = 1;

  /// The clocks of brokers differ a little.
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  public CompletedPass {
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    reliableFrom = reliableFrom.truncatedTo(ChronoUnit.MICROS);
    endedAt = endedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// A pass as it was read from the topic of readings.
  ///
  /// @param writtenAt when the broker appended the message
  public static CompletedPass of(LmsPass pass, Instant writtenAt) {
    return new CompletedPass(pass.startedAt(), pass.reliableFrom(), writtenAt.plus(TOLERANCE));
  }

  /// What the [#HEADER] holds.
  public byte[] toHeader() {
    return AvroBytes.versioned(FORMAT, CODEC, this);
  }

  /// The pass that a [#HEADER] holds.
  ///
  /// @throws IllegalArgumentException if the bytes are none of ours
  public static CompletedPass fromHeader(byte[] header) {
    try {
      return AvroBytes.fromVersioned(FORMAT, CODEC, header);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not a pass", notOurs);
    }
  }
}
