package org.rollbook.runtime.serve.query;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.avro.AvroParts;
import org.rollbook.model.avro.AvroReader;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.AvroWriter;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.runtime.serve.query.PageStart.Direction;

/// How instances encode what they send to one another: a format byte and Avro, as in the stores. A
/// question and its answer take less than a second, so only releases that run at the same time must
/// agree. Rows have the same bytes as in the stores.
final class PeerCodec {

  private static final byte FORMAT = 1;

  /// The most rows that a lookup or a page can have.
  private static final int MOST_ROWS = 1000;

  private static final int MOST_PARAMETERS = 100;

  private static final AvroForm<RowsQuestion> ROWS_QUESTION =
      form(PeerCodec::write, PeerCodec::readRowsQuestion);
  private static final AvroForm<PageQuestion> PAGE_QUESTION =
      form(PeerCodec::write, PeerCodec::readPageQuestion);
  private static final AvroForm<Answer<List<Optional<byte[]>>>> ROWS =
      answer(PeerCodec::writeRows, PeerCodec::readRows);
  private static final AvroForm<Answer<Page<byte[]>>> PAGE =
      answer(PeerCodec::write, PeerCodec::readPage);
  private static final AvroForm<BucketsQuestion> BUCKETS_QUESTION =
      form(PeerCodec::write, PeerCodec::readBucketsQuestion);
  private static final AvroForm<Answer<BucketsRead>> BUCKETS =
      answer(PeerCodec::writeBuckets, PeerCodec::readBuckets);

  private PeerCodec() {}

  static byte[] bytesOf(RowsQuestion question) {
    return AvroBytes.versioned(FORMAT, ROWS_QUESTION, question);
  }

  static RowsQuestion rowsQuestion(byte[] bytes) throws DecodeException {
    return AvroBytes.fromVersioned(FORMAT, ROWS_QUESTION, bytes);
  }

  static byte[] bytesOf(PageQuestion question) {
    return AvroBytes.versioned(FORMAT, PAGE_QUESTION, question);
  }

  static PageQuestion pageQuestion(byte[] bytes) throws DecodeException {
    return AvroBytes.fromVersioned(FORMAT, PAGE_QUESTION, bytes);
  }

  /// The bytes of an answer or a refusal; the HTTP status states that a partition is not here.
  static byte[] bytesOfRows(Answer<List<Optional<byte[]>>> answer) {
    return AvroBytes.versioned(FORMAT, ROWS, answer);
  }

  /// @param count how many rows were asked for
  static Answer<List<Optional<byte[]>>> rows(byte[] bytes, int count) throws DecodeException {
    Answer<List<Optional<byte[]>>> answer = AvroBytes.fromVersioned(FORMAT, ROWS, bytes);
    if (answer instanceof Answer.Found<List<Optional<byte[]>>>(var rows, var freshness)
        && rows.size() != count) {
      throw new DecodeException(rows.size() + " rows for " + count + " keys");
    }
    return answer;
  }

  /// The bytes of an answer or a refusal; the HTTP status states that a partition is not here.
  static byte[] bytesOfPage(Answer<Page<byte[]>> answer) {
    return AvroBytes.versioned(FORMAT, PAGE, answer);
  }

  static Answer<Page<byte[]>> page(byte[] bytes) throws DecodeException {
    return AvroBytes.fromVersioned(FORMAT, PAGE, bytes);
  }

  static byte[] bytesOf(BucketsQuestion question) {
    return AvroBytes.versioned(FORMAT, BUCKETS_QUESTION, question);
  }

  static BucketsQuestion bucketsQuestion(byte[] bytes) throws DecodeException {
    return AvroBytes.fromVersioned(FORMAT, BUCKETS_QUESTION, bytes);
  }

  /// The bytes of an answer or a refusal; the HTTP status states that a partition is not here.
  static byte[] bytesOfBuckets(Answer<BucketsRead> answer) {
    return AvroBytes.versioned(FORMAT, BUCKETS, answer);
  }

  static Answer<BucketsRead> buckets(byte[] bytes) throws DecodeException {
    return AvroBytes.fromVersioned(FORMAT, BUCKETS, bytes);
  }

  private static <T> AvroForm<T> form(AvroWriter<T> write, AvroReader<T> read) {
    return new AvroForm<>() {
      @Override
      public void write(T value, Encoder out) throws IOException {
        write.write(value, out);
      }

      @Override
      public T read(Decoder in) throws IOException {
        return read.read(in);
      }
    };
  }

  private static <T> AvroForm<Answer<T>> answer(AvroWriter<T> write, AvroReader<T> read) {
    return form((answer, out) -> write(answer, out, write), in -> readAnswer(in, read));
  }

  private static void write(RowsQuestion question, Encoder out) throws IOException {
    out.writeString(question.store());
    out.writeInt(question.partition());
    AvroParts.writeArray(question.keys(), out, PeerCodec::write);
    write(question.bounds(), out);
  }

  private static RowsQuestion readRowsQuestion(Decoder in) throws IOException {
    return new RowsQuestion(
        in.readString(),
        in.readInt(),
        AvroParts.readArray(in, MOST_ROWS, PeerCodec::readRowKey),
        readBounds(in));
  }

  private static void write(RowKey key, Encoder out) throws IOException {
    out.writeBytes(key.firstPart().get());
    out.writeBytes(key.key().get());
  }

  private static RowKey readRowKey(Decoder in) throws IOException {
    return RowKey.of(readBytes(in), readBytes(in));
  }

  private static void write(PageQuestion question, Encoder out) throws IOException {
    out.writeString(question.store());
    out.writeInt(question.partition());
    out.writeBytes(question.prefix().get());
    out.writeInt(question.request().size());
    AvroParts.writeOptional(question.request().start(), out, PeerCodec::write);
    AvroParts.writeArray(List.copyOf(question.filter().entrySet()), out, PeerCodec::write);
    write(question.bounds(), out);
  }

  private static PageQuestion readPageQuestion(Decoder in) throws IOException {
    return new PageQuestion(
        in.readString(),
        in.readInt(),
        Bytes.wrap(readBytes(in)),
        new PageRequest(readSize(in), AvroParts.readOptional(in, PeerCodec::readStart)),
        AvroParts.readArray(in, MOST_PARAMETERS, PeerCodec::readParameter).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        readBounds(in));
  }

  private static int readSize(Decoder in) throws IOException {
    int size = in.readInt();
    if (size > MOST_ROWS) {
      throw new IOException("a page of more than " + MOST_ROWS);
    }
    return size;
  }

  private static void write(Map.Entry<String, String> parameter, Encoder out) throws IOException {
    out.writeString(parameter.getKey());
    out.writeString(parameter.getValue());
  }

  private static Map.Entry<String, String> readParameter(Decoder in) throws IOException {
    return Map.entry(in.readString(), in.readString());
  }

  private static void write(BucketsQuestion question, Encoder out) throws IOException {
    out.writeInt(question.partition());
    out.writeLong(question.buckets().from());
    out.writeLong(question.buckets().to());
    out.writeLong(question.buckets().size());
    out.writeLong(question.firstFinest());
    write(question.bounds(), out);
  }

  private static BucketsQuestion readBucketsQuestion(Decoder in) throws IOException {
    return new BucketsQuestion(
        in.readInt(),
        new LearnerBuckets(in.readLong(), in.readLong(), in.readLong()),
        in.readLong(),
        readBounds(in));
  }

  private static void writeBuckets(BucketsRead read, Encoder out) throws IOException {
    AvroParts.writeArray(
        read.buckets(),
        out,
        (bucket, to) -> {
          to.writeLong(bucket.number());
          RowsDigest.CODEC.write(bucket.rows(), to);
        });
    AvroParts.writeOptional(read.next(), out, AvroTypes.LONG);
  }

  private static BucketsRead readBuckets(Decoder in) throws IOException {
    return new BucketsRead(
        AvroParts.readArray(in, from -> new Bucket(from.readLong(), RowsDigest.CODEC.read(from))),
        AvroParts.readOptional(in, AvroTypes.LONG));
  }

  private static <T> void write(Answer<T> answer, Encoder out, AvroWriter<T> value)
      throws IOException {
    switch (answer) {
      case Answer.Found<T>(T payload, Freshness freshness) -> {
        out.writeBoolean(true);
        write(freshness, out);
        value.write(payload, out);
      }
      case Answer.NotReady<T>(Refusal refusal) -> {
        out.writeBoolean(false);
        out.writeString(refusal.reason().name());
        out.writeString(refusal.detail());
        out.writeLong(refusal.retryAfter().toMillis());
      }
      case Answer.Missing<T> absent ->
          throw new IllegalArgumentException(
              "one replica cannot promise that there is none: " + absent);
    }
  }

  private static <T> Answer<T> readAnswer(Decoder in, AvroReader<T> value) throws IOException {
    if (in.readBoolean()) {
      Freshness freshness = readFreshness(in);
      return new Answer.Found<>(value.read(in), freshness);
    }
    return new Answer.NotReady<>(
        new Refusal(
            Refusal.Reason.valueOf(in.readString()),
            in.readString(),
            Duration.ofMillis(in.readLong())));
  }

  private static void writeRows(List<Optional<byte[]>> rows, Encoder out) throws IOException {
    AvroParts.writeArray(
        rows,
        out,
        (row, to) -> AvroParts.writeOptional(row, to, (bytes, o) -> o.writeBytes(bytes)));
  }

  private static List<Optional<byte[]>> readRows(Decoder in) throws IOException {
    return AvroParts.readArray(
        in, MOST_ROWS, from -> AvroParts.readOptional(from, PeerCodec::readBytes));
  }

  private static void write(Page<byte[]> page, Encoder out) throws IOException {
    AvroParts.writeArray(page.rows(), out, (row, to) -> to.writeBytes(row));
    AvroParts.writeOptional(page.next(), out, PeerCodec::write);
    AvroParts.writeOptional(page.previous(), out, PeerCodec::write);
  }

  private static Page<byte[]> readPage(Decoder in) throws IOException {
    return new Page<>(
        AvroParts.readArray(in, MOST_ROWS, PeerCodec::readBytes),
        AvroParts.readOptional(in, PeerCodec::readStart),
        AvroParts.readOptional(in, PeerCodec::readStart));
  }

  private static void write(Freshness freshness, Encoder out) throws IOException {
    write(freshness.asOf(), out);
    out.writeString(freshness.servedBy().role().name());
    out.writeString(freshness.servedBy().instance());
    AvroParts.writeOptional(freshness.completeSince(), out, PeerCodec::write);
  }

  private static Freshness readFreshness(Decoder in) throws IOException {
    return new Freshness(
        readInstant(in),
        new ServedBy(ServedBy.Role.valueOf(in.readString()), in.readString()),
        AvroParts.readOptional(in, PeerCodec::readInstant));
  }

  private static void write(Bounds bounds, Encoder out) throws IOException {
    out.writeLong(bounds.maxStaleness().toMillis());
    out.writeBoolean(bounds.lenient());
    AvroParts.writeOptional(bounds.minAsOf(), out, PeerCodec::write);
    AvroParts.writeOptional(bounds.ifApplied(), out, (event, to) -> to.writeString(event));
  }

  private static Bounds readBounds(Decoder in) throws IOException {
    return new Bounds(
        Duration.ofMillis(in.readLong()),
        in.readBoolean(),
        AvroParts.readOptional(in, PeerCodec::readInstant),
        AvroParts.readOptional(in, Decoder::readString));
  }

  private static void write(PageStart start, Encoder out) throws IOException {
    out.writeBytes(start.key().get());
    out.writeString(start.direction().name());
  }

  private static PageStart readStart(Decoder in) throws IOException {
    return new PageStart(Bytes.wrap(readBytes(in)), Direction.valueOf(in.readString()));
  }

  private static void write(Instant time, Encoder out) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant readInstant(Decoder in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static byte[] readBytes(Decoder in) throws IOException {
    ByteBuffer bytes = in.readBytes(null);
    byte[] replica = new byte[bytes.remaining()];
    bytes.get(replica);
    return replica;
  }
}
