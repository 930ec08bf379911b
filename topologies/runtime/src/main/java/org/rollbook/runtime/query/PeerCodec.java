package org.rollbook.runtime.query;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.runtime.query.PageStart.Direction;

/// How instances write to one another, in version 1: one way and back within a second, so that only
/// releases that run side by side must agree. Rows are as the stores hold them.
final class PeerCodec {

  /// More than any question has, and any page.
  private static final int MOST_ITEMS = 100_000;

  private static final int LARGEST = 64 << 20;

  private PeerCodec() {}

  /// Writes something.
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /// Reads something.
  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  /// What was sent is not of this form.
  static final class NotUnderstood extends Exception {

    private static final long serialVersionUID = 1L;

    private NotUnderstood(Exception cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }

  static byte[] bytesOf(RowsQuestion question) {
    return written(
        out -> {
          out.writeUTF(question.store());
          out.writeInt(question.partition());
          writeAll(
              question.keys(),
              out,
              (key, to) -> {
                write(key.firstPart().get(), to);
                write(key.key().get(), to);
              });
          write(question.bounds(), out);
        });
  }

  static RowsQuestion rowsQuestion(byte[] bytes) throws NotUnderstood {
    return read(
        bytes,
        in ->
            new RowsQuestion(
                in.readUTF(),
                in.readInt(),
                readAll(in, from -> RowKey.of(bytes(from), bytes(from))),
                bounds(in)));
  }

  static byte[] bytesOf(PageQuestion question) {
    return written(
        out -> {
          out.writeUTF(question.store());
          out.writeInt(question.partition());
          write(question.prefix().get(), out);
          out.writeInt(question.request().size());
          writeStart(question.request().start(), out);
          writeAll(
              List.copyOf(question.filter().entrySet()),
              out,
              (parameter, to) -> {
                to.writeUTF(parameter.getKey());
                to.writeUTF(parameter.getValue());
              });
          write(question.bounds(), out);
        });
  }

  static PageQuestion pageQuestion(byte[] bytes) throws NotUnderstood {
    return read(
        bytes,
        in ->
            new PageQuestion(
                in.readUTF(),
                in.readInt(),
                Bytes.wrap(bytes(in)),
                new PageRequest(in.readInt(), start(in)),
                parameters(in),
                bounds(in)));
  }

  /// What was said or refused; that it is not held is for the status to say.
  static byte[] bytesOfRows(Told<List<Optional<byte[]>>> told) {
    return written(
        out ->
            writeTold(
                told,
                out,
                (rows, to) ->
                    writeAll(rows, to, (row, each) -> writeOptional(row, each, PeerCodec::write))));
  }

  /// @param count how many were asked for
  static Told<List<Optional<byte[]>>> rows(byte[] bytes, int count) throws NotUnderstood {
    return read(bytes, in -> told(in, from -> rows(from, count)));
  }

  private static List<Optional<byte[]>> rows(DataInputStream in, int count) throws IOException {
    List<Optional<byte[]>> rows = readAll(in, each -> readOptional(each, PeerCodec::bytes));
    if (rows.size() != count) {
      throw new IOException(rows.size() + " rows for " + count + " keys");
    }
    return rows;
  }

  /// What was said or refused; that it is not held is for the status to say.
  static byte[] bytesOfPage(Told<Page<byte[]>> told) {
    return written(
        out ->
            writeTold(
                told,
                out,
                (page, to) -> {
                  writeAll(page.rows(), to, PeerCodec::write);
                  writeStart(page.next(), to);
                  writeStart(page.previous(), to);
                }));
  }

  static Told<Page<byte[]>> page(byte[] bytes) throws NotUnderstood {
    return read(
        bytes,
        in ->
            told(
                in, from -> new Page<>(readAll(from, PeerCodec::bytes), start(from), start(from))));
  }

  /// Writes one of several.
  private interface EachWriting<T> {
    void to(T value, DataOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) throws NotUnderstood {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      T value = reading.from(in);
      if (in.read() >= 0) {
        throw new IOException("more than there should be");
      }
      return value;
    } catch (IOException
        | IllegalArgumentException
        | DateTimeException
        | ArithmeticException wrong) {
      throw new NotUnderstood(wrong);
    }
  }

  private static <T> void writeTold(Told<T> told, DataOutputStream out, EachWriting<T> value)
      throws IOException {
    switch (told) {
      case Told.Said<T>(T said, Freshness freshness) -> {
        out.writeBoolean(true);
        write(freshness, out);
        value.to(said, out);
      }
      case Told.Refused<T>(Refusal refusal) -> {
        out.writeBoolean(false);
        out.writeUTF(refusal.reason().name());
        out.writeUTF(refusal.detail());
        out.writeLong(refusal.retryAfter().toMillis());
      }
      case Told.NotHeld<T>(String why) -> throw new IllegalArgumentException(why);
    }
  }

  private static <T> Told<T> told(DataInputStream in, Reading<T> value) throws IOException {
    if (in.readBoolean()) {
      Freshness freshness = freshness(in);
      return new Told.Said<>(value.from(in), freshness);
    }
    return new Told.Refused<>(
        new Refusal(
            Refusal.Reason.valueOf(in.readUTF()), in.readUTF(), Duration.ofMillis(in.readLong())));
  }

  private static void write(Freshness freshness, DataOutputStream out) throws IOException {
    write(freshness.asOf(), out);
    out.writeUTF(freshness.servedBy().role().name());
    out.writeUTF(freshness.servedBy().instance());
    writeOptional(freshness.completeSince(), out, PeerCodec::write);
  }

  private static Freshness freshness(DataInputStream in) throws IOException {
    return new Freshness(
        instant(in),
        new ServedBy(ServedBy.Role.valueOf(in.readUTF()), in.readUTF()),
        readOptional(in, PeerCodec::instant));
  }

  private static void write(Bounds bounds, DataOutputStream out) throws IOException {
    out.writeLong(bounds.maxStaleness().toMillis());
    out.writeBoolean(bounds.lenient());
    writeOptional(bounds.minAsOf(), out, PeerCodec::write);
    writeOptional(bounds.ifApplied(), out, (id, to) -> to.writeUTF(id));
  }

  private static Bounds bounds(DataInputStream in) throws IOException {
    return new Bounds(
        Duration.ofMillis(in.readLong()),
        in.readBoolean(),
        readOptional(in, PeerCodec::instant),
        readOptional(in, from -> from.readUTF()));
  }

  private static void writeStart(Optional<PageStart> start, DataOutputStream out)
      throws IOException {
    writeOptional(
        start,
        out,
        (beside, to) -> {
          write(beside.key().get(), to);
          to.writeUTF(beside.direction().name());
        });
  }

  private static Optional<PageStart> start(DataInputStream in) throws IOException {
    return readOptional(
        in, from -> new PageStart(Bytes.wrap(bytes(from)), Direction.valueOf(from.readUTF())));
  }

  private static Map<String, String> parameters(DataInputStream in) throws IOException {
    Map<String, String> parameters = new HashMap<>();
    for (Map.Entry<String, String> parameter :
        readAll(in, from -> Map.entry(from.readUTF(), from.readUTF()))) {
      parameters.put(parameter.getKey(), parameter.getValue());
    }
    return parameters;
  }

  private static void write(Instant time, DataOutputStream out) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = upTo(LARGEST, in.readInt());
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException(bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private static <T> void writeAll(List<T> values, DataOutputStream out, EachWriting<T> each)
      throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      each.to(value, out);
    }
  }

  private static <T> List<T> readAll(DataInputStream in, Reading<T> each) throws IOException {
    int count = upTo(MOST_ITEMS, in.readInt());
    List<T> values = new ArrayList<>();
    for (int read = 0; read < count; read++) {
      values.add(each.from(in));
    }
    return values;
  }

  private static <T> void writeOptional(
      Optional<T> value, DataOutputStream out, EachWriting<T> writing) throws IOException {
    out.writeBoolean(value.isPresent());
    if (value.isPresent()) {
      writing.to(value.get(), out);
    }
  }

  private static <T> Optional<T> readOptional(DataInputStream in, Reading<T> reading)
      throws IOException {
    return in.readBoolean() ? Optional.of(reading.from(in)) : Optional.empty();
  }

  private static int upTo(int most, int length) throws IOException {
    if (length < 0 || length > most) {
      throw new IOException("a length of " + length);
    }
    return length;
  }
}
