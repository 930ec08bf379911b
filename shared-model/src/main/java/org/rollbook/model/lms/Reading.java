package org.rollbook.model.lms;

import org.rollbook.model.EventType;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.topic.EventContract;

/// A kind of reading: its type, and how its values are written. The namespace of the schema is the
/// type, as in Open edX's own events.
///
/// @param <T> its values
public record Reading<T>(EventType type, AvroCodec<T> codec) {

  public Reading {
    if (!type.wireName().equals(codec.schema().getNamespace())) {
      throw new IllegalArgumentException(
          "namespace must be " + type.wireName() + ": " + codec.schema().getFullName());
    }
  }

  /// The type of readings of rows that are there.
  ///
  /// @param thing what a row is about, such as `enrollment`
  public static EventType read(String thing) {
    return new EventType("org.rollbook.lms." + thing + ".read.v1");
  }

  /// The reading that a row is not there any more.
  ///
  /// @param thing what a row is about, such as `enrollment`
  public static Reading<AbsentRow> absent(String thing) {
    var type = new EventType("org.rollbook.lms." + thing + ".absent.v1");
    return new Reading<>(type, AbsentRow.codec(type));
  }

  /// What a topology reads of it: all of it.
  public EventContract contract() {
    return new EventContract(type, codec.schema());
  }
}
