package org.rollbook.model.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.rollbook.model.avro.RecordCodec.field;

import java.util.HexFormat;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// How many rows there are, and one number that depends on the content of all of them, in any
/// order. Databases compute the same from their tables.
///
/// The number is the exclusive or of a [hash][ShortHash] of each row's canonical text in UTF-8.
///
/// @param count of the rows; two equal rows would cancel each other out in the digest
/// @param digest 0 if there are no rows
public record RowsDigest(long count, long digest) {

  /// Of no rows.
  public static final RowsDigest NONE = new RowsDigest(0, 0);

  public static final AvroCodec<RowsDigest> CODEC =
      RecordCodec.of(
          "org.rollbook.store.RowsDigest",
          field("count", AvroTypes.LONG, RowsDigest::count),
          field("digest", AvroTypes.LONG, RowsDigest::digest),
          RowsDigest::new);

  public RowsDigest {
    if (count < 0 || (count == 0 && digest != 0)) {
      throw new IllegalArgumentException("not the digest of " + count + " rows: " + digest);
    }
  }

  /// With a row more, by its canonical text.
  public RowsDigest with(String text) {
    return new RowsDigest(count + 1, digest ^ hash(text));
  }

  /// With a row less, one that is among them.
  ///
  /// @throws IllegalArgumentException if that cannot be
  public RowsDigest without(String text) {
    return new RowsDigest(count - 1, digest ^ hash(text));
  }

  /// Of these rows and the others together.
  public RowsDigest and(RowsDigest others) {
    return new RowsDigest(count + others.count, digest ^ others.digest);
  }

  /// The digest as 16 hexadecimal digits.
  public String hex() {
    return HexFormat.of().toHexDigits(digest);
  }

  private static long hash(String text) {
    return ShortHash.of(text.getBytes(UTF_8));
  }
}
