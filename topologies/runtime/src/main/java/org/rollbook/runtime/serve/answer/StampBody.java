package org.rollbook.runtime.serve.answer;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.rollbook.model.EventStamp;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.event.IsoTime;

/// Which event a row comes from, and where it was first read.
@Schema(name = "Stamp", description = "Which event it comes from, and where that was first read.")
@Serdeable(naming = SnakeCaseStrategy.class)
public record StampBody(
    String eventId,
    String eventType,
    @Schema(format = "date-time") String eventTime,
    String source,
    String topic,
    int partition,
    long offset) {

  public static StampBody of(Stamped<?> event) {
    EventStamp stamp = event.stamp();
    SourcePosition position = event.position();
    return new StampBody(
        stamp.eventId(),
        stamp.eventType().wireName(),
        IsoTime.format(stamp.eventTime()),
        stamp.source(),
        position.topic(),
        position.partition(),
        position.offset());
  }
}
