package org.rollbook.runtime.view;

import static org.rollbook.model.avro.RecordCodec.field;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// The events of one task that it received and could not merge, and that no later duplicate has
/// made up for.
///
/// @param since when the first of them was received; empty if none is missing
/// @param uncounted whether more are missing than are remembered, so that nobody can ever know that
///   all have come
/// @param digests of the journal keys of the others
record MissingEvents(Optional<Instant> since, boolean uncounted, Set<Bytes> digests) {

  /// More than an operator replays one by one; the row stays below 32 KiB.
  static final int MOST = 1_000;

  private static final int DIGEST_BYTES = 16;

  private static final AvroCodec<Bytes> DIGEST = AvroTypes.BYTES.mapped(Bytes::wrap, Bytes::get);

  /// How a view stores them, format 1.
  static final AvroCodec<MissingEvents> CODEC =
      RecordCodec.of(
          "org.rollbook.runtime.MissingEvents",
          field("since", AvroTypes.OPTIONAL_TIME, MissingEvents::since),
          field("uncounted", AvroTypes.BOOLEAN, MissingEvents::uncounted),
          field(
              "digests",
              AvroTypes.array(DIGEST),
              missing -> List.copyOf(new TreeSet<>(missing.digests()))),
          (since, uncounted, digests) -> new MissingEvents(since, uncounted, Set.copyOf(digests)));

  static final MissingEvents NONE = new MissingEvents(Optional.empty(), false, Set.of());

  MissingEvents {
    digests = Set.copyOf(digests);
  }

  boolean isEmpty() {
    return since.isEmpty();
  }

  boolean contains(byte[] journalKey) {
    return !digests.isEmpty() && digests.contains(digestOf(journalKey));
  }

  /// These, and one more.
  MissingEvents with(byte[] journalKey, Instant now) {
    Optional<Instant> first = Optional.of(since.orElse(now.truncatedTo(ChronoUnit.MICROS)));
    Bytes digest = digestOf(journalKey);
    if (digests.size() == MOST && !digests.contains(digest)) {
      return new MissingEvents(first, true, digests);
    }
    Set<Bytes> more = new TreeSet<>(digests);
    more.add(digest);
    return new MissingEvents(first, uncounted, more);
  }

  /// These without one that was merged after all, or erased.
  MissingEvents without(byte[] journalKey) {
    Set<Bytes> fewer = new TreeSet<>(digests);
    fewer.remove(digestOf(journalKey));
    return fewer.isEmpty() && !uncounted ? NONE : new MissingEvents(since, uncounted, fewer);
  }

  private static Bytes digestOf(byte[] journalKey) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(journalKey);
      return Bytes.wrap(Arrays.copyOf(digest, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
