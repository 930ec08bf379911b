package org.rollbook.runtime.view;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.AsOfCodec;
import org.rollbook.runtime.watermark.FirstAsOfCodec;

/// The reserved row of every store that records how far the store has received its sources.
///
/// It is written to the store that it describes, so it travels in the same changelog. It is true on
/// an active, a standby, a frozen and a restored replica alike.
///
/// Next to it is the row that the first release reads: a store may belong to an instance of that
/// release now and to one of ours later.
public final class AsOfRow {

  public static final Bytes KEY = Bytes.wrap(new byte[] {KeyBytes.RESERVED, 'b'});

  private static final Bytes FIRST_KEY = Bytes.wrap(new byte[] {KeyBytes.RESERVED, 'a'});

  private AsOfRow() {}

  /// The as-of of a store; empty if it has none, and so has never had one.
  ///
  /// @param rows of the store, by key
  /// @throws IllegalArgumentException if the row cannot be decoded
  public static Optional<AsOf> of(Function<Bytes, byte @Nullable []> rows) {
    byte @Nullable [] row = rows.apply(KEY);
    return row == null
        ? Optional.ofNullable(rows.apply(FIRST_KEY)).map(FirstAsOfCodec::fromBytes)
        : Optional.of(asOf(row));
  }

  /// The same for a task that continues from it: with the losses that only an instance of the first
  /// release has received.
  static Optional<AsOf> withAllLosses(Function<Bytes, byte @Nullable []> rows) {
    Optional<AsOf> first =
        Optional.ofNullable(rows.apply(FIRST_KEY)).map(FirstAsOfCodec::fromBytes);
    return Optional.ofNullable(rows.apply(KEY))
        .map(AsOfRow::asOf)
        .map(asOf -> first.map(asOf::withLossesOf).orElse(asOf))
        .or(() -> first);
  }

  /// The rows of a store with this as-of.
  static Map<Bytes, byte[]> rows(AsOf asOf) {
    return Map.of(KEY, bytes(asOf), FIRST_KEY, FirstAsOfCodec.toBytes(asOf));
  }

  /// The bytes under [#KEY].
  public static byte[] bytes(AsOf asOf) {
    return AsOfCodec.toBytes(asOf);
  }

  /// The as-of that the bytes under [#KEY] hold.
  ///
  /// @throws IllegalArgumentException if they hold none
  public static AsOf asOf(byte[] bytes) {
    return AsOfCodec.fromBytes(bytes);
  }
}
