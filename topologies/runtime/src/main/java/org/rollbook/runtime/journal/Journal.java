package org.rollbook.runtime.journal;

import java.util.function.Function;
import org.rollbook.model.Stamped;
import org.rollbook.model.topic.Partitions;

/// One journal of a topology: the same events as every other, under another key.
///
/// @param <E> the payload of events
/// @param name the last part of the topic's name, such as `by-learner`
/// @param viewKey the key of the row that an event is about
/// @param firstPart the part of that key which decides the partition
/// @param formats how the payload is written
public record Journal<E>(
    String name,
    Function<E, byte[]> viewKey,
    Function<E, byte[]> firstPart,
    JournalFormats<E> formats) {

  /// The key of a journal record.
  public byte[] keyOf(Stamped<E> event) {
    return JournalKey.of(viewKey.apply(event.payload()), event.stamp().eventId());
  }

  /// The partition of a journal record.
  public int partitionOf(Stamped<E> event, int partitions) {
    return Partitions.of(firstPart.apply(event.payload()), partitions);
  }

  /// How the values of this journal are written.
  public JournalCodec<E> values() {
    return new JournalCodec<>(formats);
  }
}
