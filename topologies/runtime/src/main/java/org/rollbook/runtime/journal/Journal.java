package org.rollbook.runtime.journal;

import java.util.function.Function;
import org.rollbook.model.Heard;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.topic.Partitions;

/// One journal of a topology: the same events as every other, under another key.
///
/// @param <E> what events say
/// @param name the last part of the topic's name, such as `by-learner`
/// @param viewKey the key of the row that an event is about
/// @param firstPart the part of that key which decides the partition
/// @param codec how what was said is written
public record Journal<E>(
    String name, Function<E, byte[]> viewKey, Function<E, byte[]> firstPart, AvroCodec<E> codec) {

  /// The key of a journal record.
  public byte[] keyOf(Heard<E> heard) {
    return JournalKey.of(viewKey.apply(heard.said()), heard.stamp().eventId());
  }

  /// Where a journal record goes.
  public int partitionOf(Heard<E> heard, int partitions) {
    return Partitions.of(firstPart.apply(heard.said()), partitions);
  }

  /// How the values of this journal are written.
  public JournalCodec<E> values() {
    return new JournalCodec<>(codec);
  }
}
