package org.rollbook.runtime.journal;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rollbook.model.avro.AvroCodec;

/// The formats of a journal's payloads, from the first to the newest. A journal keeps events for
/// ever, so each of them must be readable for ever.
///
/// A payload is written in the earliest format that can hold it. So instances of an earlier
/// release, which read the same journal during a rolling upgrade, can read whatever they could have
/// written.
///
/// @param all the first has number 1
public record JournalFormats<E>(List<Format<E>> all) {

  /// One format.
  ///
  /// @param holds whether it can hold a payload
  public record Format<E>(AvroCodec<E> codec, Predicate<E> holds) {}

  public JournalFormats {
    all = List.copyOf(all);
  }

  /// A single format, which holds every payload.
  public static <E> JournalFormats<E> of(AvroCodec<E> codec) {
    return first(codec, _ -> true);
  }

  /// The first format, if later ones follow.
  public static <E> JournalFormats<E> first(AvroCodec<E> codec, Predicate<E> holds) {
    return new JournalFormats<>(List.of(new Format<>(codec, holds)));
  }

  /// These formats, and the newest, which holds every payload.
  public JournalFormats<E> then(AvroCodec<E> codec) {
    return new JournalFormats<>(
        Stream.concat(all.stream(), Stream.of(new Format<E>(codec, _ -> true))).toList());
  }

  /// The codec of the newest format.
  public AvroCodec<E> newest() {
    return all.getLast().codec();
  }
}
