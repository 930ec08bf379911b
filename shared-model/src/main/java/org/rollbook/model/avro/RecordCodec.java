package org.rollbook.model.avro;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// A record, declared once by its parts: its schema, and how it is written and read, follow.
///
/// ```java
/// static final AvroCodec<Position> CODEC =
///     RecordCodec.of(
///         "org.example.Position",
///         field("topic", AvroTypes.STRING, Position::topic),
///         field("offset", AvroTypes.LONG, Position::offset),
///         Position::new);
/// ```
///
/// @param schema of the record
/// @param parts in their order
/// @param writer writes the parts, in their order
/// @param reader reads the parts, in their order, and makes the record of them
public record RecordCodec<T>(
    Schema schema, List<Part<T, ?>> parts, AvroWriter<T> writer, AvroReader<T> reader)
    implements AvroCodec<T> {

  /// One field of a record, or several that are one value.
  ///
  /// @param fields the name and the schema of each
  /// @param codec of their value
  /// @param value takes it from the record
  public record Part<T, V>(
      List<NamedType> fields, AvroCodec<V> codec, Function<? super T, ? extends V> value) {

    private void write(T record, Encoder out) throws IOException {
      codec.write(value.apply(record), out);
    }

    private V read(Decoder in) throws IOException {
      return codec.read(in);
    }
  }

  /// The name and the type of a field.
  public record NamedType(String name, Schema type) {}

  /// A field.
  public static <T, V> Part<T, V> field(
      String name, AvroCodec<V> codec, Function<? super T, ? extends V> value) {
    return new Part<>(List.of(new NamedType(name, codec.schema())), codec, value);
  }

  /// The fields of another record, in place.
  public static <T, V> Part<T, V> fieldsOf(
      RecordCodec<V> record, Function<? super T, ? extends V> value) {
    return new Part<>(
        record.parts().stream().map(Part::fields).flatMap(Collection::stream).toList(),
        record,
        value);
  }

  @Override
  public void write(T value, Encoder out) throws IOException {
    writer.write(value, out);
  }

  @Override
  public T read(Decoder in) throws IOException {
    return reader.read(in);
  }

  /// The same bytes with another schema of them, which may have another name, docs and defaults.
  ///
  /// @throws IllegalArgumentException if it describes other bytes
  public RecordCodec<T> describedBy(Schema described) {
    List<String> ours = typesOf(schema);
    List<String> theirs = typesOf(described);
    if (!ours.equals(theirs)) {
      throw new IllegalArgumentException(
          described.getFullName() + " must have the fields " + ours + ", has " + theirs);
    }
    return new RecordCodec<>(described, parts, writer, reader);
  }

  private static List<String> typesOf(Schema record) {
    return record.getFields().stream()
        .map(field -> field.name() + " " + SchemaNormalization.toParsingForm(field.schema()))
        .toList();
  }

  /// The writers below are written out, and no loop over the parts: in a loop each call has to find
  /// out anew which getter and which codec it is about. *Measured*: it takes twice as long.
  private static <T> RecordCodec<T> of(
      String name, Stream<Part<T, ?>> parts, AvroWriter<T> writer, AvroReader<T> reader) {
    List<Part<T, ?>> all = parts.toList();
    List<Schema.Field> fields =
        all.stream()
            .flatMap(part -> part.fields().stream())
            .map(field -> new Schema.Field(field.name(), field.type()))
            .toList();
    return new RecordCodec<>(
        Schema.createRecord(name, null, null, false, fields), all, writer, reader);
  }

  /// A record of one part.
  ///
  /// @param name with its namespace
  public static <T, A> RecordCodec<T> of(String name, Part<T, A> a, Function<A, T> make) {
    return of(
        name,
        Stream.of(a),
        (value, out) -> {
          a.write(value, out);
        },
        in -> make.apply(a.read(in)));
  }

  /// A record of two parts.
  ///
  /// @param name with its namespace
  public static <T, A, B> RecordCodec<T> of(
      String name, Part<T, A> a, Part<T, B> b, BiFunction<A, B, T> make) {
    return of(
        name,
        Stream.of(a, b),
        (value, out) -> {
          a.write(value, out);
          b.write(value, out);
        },
        in -> make.apply(a.read(in), b.read(in)));
  }

  /// A record of three parts.
  ///
  /// @param name with its namespace
  public static <T, A, B, C> RecordCodec<T> of(
      String name, Part<T, A> a, Part<T, B> b, Part<T, C> c, Of3<A, B, C, T> make) {
    return of(
        name,
        Stream.of(a, b, c),
        (value, out) -> {
          a.write(value, out);
          b.write(value, out);
          c.write(value, out);
        },
        in -> make.of(a.read(in), b.read(in), c.read(in)));
  }

  /// A record of four parts.
  ///
  /// @param name with its namespace
  public static <T, A, B, C, D> RecordCodec<T> of(
      String name,
      Part<T, A> a,
      Part<T, B> b,
      Part<T, C> c,
      Part<T, D> d,
      Of4<A, B, C, D, T> make) {
    return of(
        name,
        Stream.of(a, b, c, d),
        (value, out) -> {
          a.write(value, out);
          b.write(value, out);
          c.write(value, out);
          d.write(value, out);
        },
        in -> make.of(a.read(in), b.read(in), c.read(in), d.read(in)));
  }

  /// A record of five parts.
  ///
  /// @param name with its namespace
  public static <T, A, B, C, D, E> RecordCodec<T> of(
      String name,
      Part<T, A> a,
      Part<T, B> b,
      Part<T, C> c,
      Part<T, D> d,
      Part<T, E> e,
      Of5<A, B, C, D, E, T> make) {
    return of(
        name,
        Stream.of(a, b, c, d, e),
        (value, out) -> {
          a.write(value, out);
          b.write(value, out);
          c.write(value, out);
          d.write(value, out);
          e.write(value, out);
        },
        in -> make.of(a.read(in), b.read(in), c.read(in), d.read(in), e.read(in)));
  }

  /// A record of six parts.
  ///
  /// @param name with its namespace
  public static <T, A, B, C, D, E, F> RecordCodec<T> of(
      String name,
      Part<T, A> a,
      Part<T, B> b,
      Part<T, C> c,
      Part<T, D> d,
      Part<T, E> e,
      Part<T, F> f,
      Of6<A, B, C, D, E, F, T> make) {
    return of(
        name,
        Stream.of(a, b, c, d, e, f),
        (value, out) -> {
          a.write(value, out);
          b.write(value, out);
          c.write(value, out);
          d.write(value, out);
          e.write(value, out);
          f.write(value, out);
        },
        in -> make.of(a.read(in), b.read(in), c.read(in), d.read(in), e.read(in), f.read(in)));
  }

  /// A record of seven parts.
  ///
  /// @param name with its namespace
  public static <T, A, B, C, D, E, F, G> RecordCodec<T> of(
      String name,
      Part<T, A> a,
      Part<T, B> b,
      Part<T, C> c,
      Part<T, D> d,
      Part<T, E> e,
      Part<T, F> f,
      Part<T, G> g,
      Of7<A, B, C, D, E, F, G, T> make) {
    return of(
        name,
        Stream.of(a, b, c, d, e, f, g),
        (value, out) -> {
          a.write(value, out);
          b.write(value, out);
          c.write(value, out);
          d.write(value, out);
          e.write(value, out);
          f.write(value, out);
          g.write(value, out);
        },
        in ->
            make.of(
                a.read(in),
                b.read(in),
                c.read(in),
                d.read(in),
                e.read(in),
                f.read(in),
                g.read(in)));
  }

  /// A record of eight parts.
  ///
  /// @param name with its namespace
  public static <T, A, B, C, D, E, F, G, H> RecordCodec<T> of(
      String name,
      Part<T, A> a,
      Part<T, B> b,
      Part<T, C> c,
      Part<T, D> d,
      Part<T, E> e,
      Part<T, F> f,
      Part<T, G> g,
      Part<T, H> h,
      Of8<A, B, C, D, E, F, G, H, T> make) {
    return of(
        name,
        Stream.of(a, b, c, d, e, f, g, h),
        (value, out) -> {
          a.write(value, out);
          b.write(value, out);
          c.write(value, out);
          d.write(value, out);
          e.write(value, out);
          f.write(value, out);
          g.write(value, out);
          h.write(value, out);
        },
        in ->
            make.of(
                a.read(in),
                b.read(in),
                c.read(in),
                d.read(in),
                e.read(in),
                f.read(in),
                g.read(in),
                h.read(in)));
  }

  /// Makes a record of 3 values.
  @FunctionalInterface
  public interface Of3<A, B, C, T> {
    T of(A a, B b, C c);
  }

  /// Makes a record of 4 values.
  @FunctionalInterface
  public interface Of4<A, B, C, D, T> {
    T of(A a, B b, C c, D d);
  }

  /// Makes a record of 5 values.
  @FunctionalInterface
  public interface Of5<A, B, C, D, E, T> {
    T of(A a, B b, C c, D d, E e);
  }

  /// Makes a record of 6 values.
  @FunctionalInterface
  public interface Of6<A, B, C, D, E, F, T> {
    T of(A a, B b, C c, D d, E e, F f);
  }

  /// Makes a record of 7 values.
  @FunctionalInterface
  public interface Of7<A, B, C, D, E, F, G, T> {
    T of(A a, B b, C c, D d, E e, F f, G g);
  }

  /// Makes a record of 8 values.
  @FunctionalInterface
  public interface Of8<A, B, C, D, E, F, G, H, T> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h);
  }
}
