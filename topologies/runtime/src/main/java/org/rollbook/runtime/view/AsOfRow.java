package org.rollbook.runtime.view;

import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.AsOfCodec;

/// The reserved row of every store that says how far the store has heard.
///
/// It is written to the store that it speaks of, so it travels in the same changelog: true on an
/// active, a standby, a frozen and a restored copy alike.
public final class AsOfRow {

  public static final Bytes KEY = Bytes.wrap(new byte[] {KeyBytes.RESERVED, 'a'});

  private static final StoreSpec<AsOf> SPEC = new StoreSpec<>("as-of", new AsOfCodec());

  private AsOfRow() {}

  /// The bytes that hold an as-of.
  public static byte[] bytes(AsOf asOf) {
    return SPEC.bytes(asOf);
  }

  /// The as-of that a store's bytes hold.
  ///
  /// @throws IllegalArgumentException if they hold none
  public static AsOf asOf(byte[] bytes) {
    return SPEC.row(bytes);
  }
}
