package org.rollbook.model.avro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// Optional values, arrays and maps. Avro writes the last two in blocks of items: what we write is
/// one block; what we read may be any number.
final class AvroParts {

  private static final int NULL = 0;
  private static final int VALUE = 1;

  private AvroParts() {}

  /// Writes a union of null and the value's type; an absent value is null.
  static <T> void writeOptional(Optional<T> optional, Encoder out, AvroWriter<T> value)
      throws IOException {
    if (optional.isPresent()) {
      out.writeIndex(VALUE);
      value.write(optional.get(), out);
    } else {
      out.writeIndex(NULL);
      out.writeNull();
    }
  }

  /// Reads a union of null and the value's type.
  static <T> Optional<T> readOptional(Decoder in, AvroReader<T> value) throws IOException {
    if (in.readIndex() == VALUE) {
      return Optional.of(value.read(in));
    }
    in.readNull();
    return Optional.empty();
  }

  /// Writes an array, in the order of the items.
  static <T> void writeArray(Collection<? extends T> items, Encoder out, AvroWriter<T> item)
      throws IOException {
    out.writeArrayStart();
    out.setItemCount(items.size());
    for (T each : items) {
      out.startItem();
      item.write(each, out);
    }
    out.writeArrayEnd();
  }

  /// Reads an array.
  ///
  /// @throws IOException if it has more than `most` items; no more than that are read
  static <T> List<T> readArray(Decoder in, int most, AvroReader<T> item) throws IOException {
    List<T> items = new ArrayList<>();
    for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
      if (left > most - items.size()) {
        throw new IOException("more than " + most);
      }
      for (long i = 0; i < left; i++) {
        items.add(item.read(in));
      }
    }
    return items;
  }

  /// Writes a map, in the order of the keys.
  static <V> void writeMap(SortedMap<String, ? extends V> entries, Encoder out, AvroWriter<V> value)
      throws IOException {
    out.writeMapStart();
    out.setItemCount(entries.size());
    for (Map.Entry<String, ? extends V> entry : entries.entrySet()) {
      out.startItem();
      out.writeString(entry.getKey());
      value.write(entry.getValue(), out);
    }
    out.writeMapEnd();
  }

  /// Reads a map.
  static <V> SortedMap<String, V> readMap(Decoder in, AvroReader<V> value) throws IOException {
    SortedMap<String, V> entries = new TreeMap<>();
    for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
      for (long i = 0; i < left; i++) {
        entries.put(in.readString(), value.read(in));
      }
    }
    return entries;
  }
}
