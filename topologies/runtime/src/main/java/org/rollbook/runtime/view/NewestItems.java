package org.rollbook.runtime.view;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.avro.DecodeException;

/// A history of which only the newest items are decoded; the others stay bytes.
///
/// Nearly every event is the newest of its row. Its item goes before the others, and only the first
/// of those must be decoded to know that it may.
///
/// @param number of all items
/// @param newest the first of them, at least one
/// @param others the bytes of the rest, to the end of the array
record NewestItems<E>(int number, List<HistoryItem<E>> newest, Bytes others) {

  /// How many items must be remembered, for the oldest to be among the others.
  static final int LEAST_LIMIT = 3;

  private static final byte[] END_OF_ARRAY = {0};

  /// Whether an item would be the newest, and is not the newest already.
  boolean wouldFollow(HistoryItem<E> item) {
    return item.event().stamp().isAfter(newest.getFirst().event().stamp());
  }

  /// The history with a newer item, of which the oldest may be forgotten.
  ///
  /// @param limit how many items are remembered, at least [#LEAST_LIMIT]
  NewestItems<E> with(HistoryItem<E> item, int limit, HistoryCodec<E> codec) {
    List<HistoryItem<E>> newer = List.of(item, newest.getFirst());
    return number < limit
        ? new NewestItems<>(number + 1, newer, others)
        : new NewestItems<>(limit, newer, first(limit - newer.size(), codec));
  }

  private Bytes first(int items, HistoryCodec<E> codec) {
    try {
      int end = AvroBytes.fromPlain(new EndOf(items, codec.item().schema()), others.get());
      byte[] parts = new byte[end + END_OF_ARRAY.length];
      System.arraycopy(others.get(), 0, parts, 0, end);
      System.arraycopy(END_OF_ARRAY, 0, parts, end, END_OF_ARRAY.length);
      return Bytes.wrap(parts);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not the items of a history", notOurs);
    }
  }

  /// The position in the bytes at which so many items end.
  private record EndOf(int items, Schema item) implements AvroForm<Integer> {

    @Override
    public void write(Integer end, Encoder out) {
      throw new UnsupportedOperationException("a position is only read");
    }

    @Override
    public Integer read(Decoder in) throws IOException {
      int bytes = in.remainingBytes();
      for (int i = 0; i < items; i++) {
        GenericDatumReader.skip(item, in);
      }
      int left = in.remainingBytes();
      in.skipFixed(left);
      return bytes - left;
    }
  }

  /// The bytes are those of a [HistoryCodec].
  ///
  /// @param codec of a history that has items
  record Form<E>(HistoryCodec<E> codec) implements AvroForm<NewestItems<E>> {

    @Override
    public void write(NewestItems<E> items, Encoder out) throws IOException {
      out.writeArrayStart();
      out.setItemCount(items.number());
      for (HistoryItem<E> item : items.newest()) {
        codec.item().write(item, out);
      }
      out.writeFixed(items.others().get());
    }

    @Override
    public NewestItems<E> read(Decoder in) throws IOException {
      int number = Math.toIntExact(in.readArrayStart());
      HistoryItem<E> newest = codec.item().read(in);
      byte[] others = new byte[in.remainingBytes()];
      in.readFixed(others);
      return new NewestItems<>(number, List.of(newest), Bytes.wrap(others));
    }
  }
}
