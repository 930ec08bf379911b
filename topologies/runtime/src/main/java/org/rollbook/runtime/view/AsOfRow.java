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

/// The reserved row of every store that says how far the store has received its sources.
///
/// It is written to the store that it speaks of, so it travels in the same changelog: true on an
/// active, a standby, a frozen and a restored copy alike.
///
/// Beside it stands the row that the first release reads: a store may be an instance's of that
/// release now and ours then.
public final class AsOfRow {

  public static final Bytes KEY = Bytes.wrap(new byte[] {KeyBytes.RESERVED, 'b'});

  private static final Bytes FIRST_KEY = Bytes.wrap(new byte[] {KeyBytes.RESERVED, 'a'});

  private AsOfRow() {}

  /// The as-of of a store; empty if it has none, and so never had any.
  ///
  /// @param rows of the store, by key
  /// @throws IllegalArgumentException if a row holds none of ours
  public static Optional<AsOf> of(Function<Bytes, byte @Nullable []> rows) {
    byte @Nullable [] row = rows.apply(KEY);
    return row == null
        ? Optional.ofNullable(rows.apply(FIRST_KEY)).map(FirstAsOfCodec::fromBytes)
        : Optional.of(asOf(row));
  }

  /// The same for who goes on from it: with the losses that only an instance of the first release
  /// has received.
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
