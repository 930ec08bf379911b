package org.rollbook.runtime.serve.query;

import static org.rollbook.model.avro.RecordCodec.field;
import static org.rollbook.model.avro.RecordCodec.fieldsOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;

/// How instances encode what they send to one another: a format byte and Avro, as in the stores. A
/// question and its answer take less than a second, so only releases that run at the same time must
/// agree. Rows have the same bytes as in the stores.
final class PeerCodec {

  private static final byte FORMAT = 1;

  /// The most rows that a lookup or a page can have.
  private static final int MOST_ROWS = 1000;

  private static final int MOST_PARAMETERS = 100;

  private static final AvroCodec<Bytes> BYTES = AvroTypes.BYTES.mapped(Bytes::wrap, Bytes::get);

  private static final AvroCodec<Duration> DURATION =
      AvroTypes.LONG.mapped(Duration::ofMillis, Duration::toMillis);

  /// To the nanosecond.
  private static final AvroCodec<Instant> TIME =
      RecordCodec.of(
          "org.rollbook.peer.Time",
          field("second", AvroTypes.LONG, Instant::getEpochSecond),
          field("nano", AvroTypes.INT, Instant::getNano),
          Instant::ofEpochSecond);

  private static final AvroCodec<Optional<Instant>> OPTIONAL_TIME = AvroTypes.optional(TIME);

  private static final AvroCodec<Bounds> BOUNDS =
      RecordCodec.of(
          "org.rollbook.peer.Bounds",
          field("max_staleness", DURATION, Bounds::maxStaleness),
          field("lenient", AvroTypes.BOOLEAN, Bounds::lenient),
          field("min_as_of", OPTIONAL_TIME, Bounds::minAsOf),
          field("if_applied", AvroTypes.optional(AvroTypes.STRING), Bounds::ifApplied),
          Bounds::new);

  private static final AvroCodec<RowKey> ROW_KEY =
      RecordCodec.of(
          "org.rollbook.peer.RowKey",
          field("first_part", BYTES, RowKey::firstPart),
          field("key", BYTES, RowKey::key),
          RowKey::new);

  private static final AvroCodec<RowsQuestion> ROWS_QUESTION =
      RecordCodec.of(
          "org.rollbook.peer.RowsQuestion",
          field("store", AvroTypes.STRING, RowsQuestion::store),
          field("partition", AvroTypes.INT, RowsQuestion::partition),
          field("keys", AvroTypes.array(ROW_KEY, MOST_ROWS), RowsQuestion::keys),
          field("bounds", BOUNDS, RowsQuestion::bounds),
          RowsQuestion::new);

  private static final AvroCodec<PageStart> PAGE_START =
      RecordCodec.of(
          "org.rollbook.peer.PageStart",
          field("key", BYTES, PageStart::key),
          field("direction", named(PageStart.Direction::valueOf), PageStart::direction),
          PageStart::new);

  private static final AvroCodec<Optional<PageStart>> OPTIONAL_START =
      AvroTypes.optional(PAGE_START);

  private static final RecordCodec<PageRequest> PAGE_REQUEST =
      RecordCodec.of(
          "org.rollbook.peer.PageRequest",
          field("size", AvroTypes.INT, PageRequest::size),
          field("start", OPTIONAL_START, PageRequest::start),
          PeerCodec::boundedRequest);

  private static final AvroCodec<Map.Entry<String, String>> PARAMETER =
      RecordCodec.of(
          "org.rollbook.peer.Parameter",
          field("name", AvroTypes.STRING, Map.Entry::getKey),
          field("value", AvroTypes.STRING, Map.Entry::getValue),
          Map::entry);

  private static final AvroCodec<Map<String, String>> PARAMETERS =
      AvroTypes.array(PARAMETER, MOST_PARAMETERS)
          .mapped(
              parameters ->
                  parameters.stream()
                      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
              parameters -> List.copyOf(parameters.entrySet()));

  private static final AvroCodec<PageQuestion> PAGE_QUESTION =
      RecordCodec.of(
          "org.rollbook.peer.PageQuestion",
          field("store", AvroTypes.STRING, PageQuestion::store),
          field("partition", AvroTypes.INT, PageQuestion::partition),
          field("prefix", BYTES, PageQuestion::prefix),
          fieldsOf(PAGE_REQUEST, PageQuestion::request),
          field("filter", PARAMETERS, PageQuestion::filter),
          field("bounds", BOUNDS, PageQuestion::bounds),
          PageQuestion::new);

  private static final RecordCodec<LearnerBuckets> LEARNER_BUCKETS =
      RecordCodec.of(
          "org.rollbook.peer.LearnerBuckets",
          field("from", AvroTypes.LONG, LearnerBuckets::from),
          field("to", AvroTypes.LONG, LearnerBuckets::to),
          field("size", AvroTypes.LONG, LearnerBuckets::size),
          LearnerBuckets::new);

  private static final AvroCodec<BucketsQuestion> BUCKETS_QUESTION =
      RecordCodec.of(
          "org.rollbook.peer.BucketsQuestion",
          field("partition", AvroTypes.INT, BucketsQuestion::partition),
          fieldsOf(LEARNER_BUCKETS, BucketsQuestion::buckets),
          field("first_finest", AvroTypes.LONG, BucketsQuestion::firstFinest),
          field("bounds", BOUNDS, BucketsQuestion::bounds),
          BucketsQuestion::new);

  private static final AvroCodec<ServedBy> SERVED_BY =
      RecordCodec.of(
          "org.rollbook.peer.ServedBy",
          field("role", named(ServedBy.Role::valueOf), ServedBy::role),
          field("instance", AvroTypes.STRING, ServedBy::instance),
          ServedBy::new);

  private static final AvroCodec<Freshness> FRESHNESS =
      RecordCodec.of(
          "org.rollbook.peer.Freshness",
          field("as_of", TIME, Freshness::asOf),
          field("served_by", SERVED_BY, Freshness::servedBy),
          field("complete_since", OPTIONAL_TIME, Freshness::completeSince),
          field("reconciled_at", OPTIONAL_TIME, Freshness::reconciledAt),
          Freshness::new);

  private static final AvroCodec<Refusal> REFUSAL =
      RecordCodec.of(
          "org.rollbook.peer.Refusal",
          field("reason", named(Refusal.Reason::valueOf), Refusal::reason),
          field("detail", AvroTypes.STRING, Refusal::detail),
          field("retry_after", DURATION, Refusal::retryAfter),
          Refusal::new);

  private static final AvroCodec<Answer<List<Optional<byte[]>>>> ROWS =
      answer(AvroTypes.array(AvroTypes.optional(AvroTypes.BYTES), MOST_ROWS));

  private static final AvroCodec<Answer<Page<byte[]>>> PAGE =
      answer(
          RecordCodec.of(
              "org.rollbook.peer.Page",
              field("rows", AvroTypes.array(AvroTypes.BYTES, MOST_ROWS), Page::rows),
              field("next", OPTIONAL_START, Page::next),
              field("previous", OPTIONAL_START, Page::previous),
              Page::new));

  private static final AvroCodec<Bucket> BUCKET =
      RecordCodec.of(
          "org.rollbook.peer.Bucket",
          field("number", AvroTypes.LONG, Bucket::number),
          field("rows", RowsDigest.CODEC, Bucket::rows),
          Bucket::new);

  private static final AvroCodec<Answer<BucketsRead>> BUCKETS =
      answer(
          RecordCodec.of(
              "org.rollbook.peer.BucketsRead",
              field("buckets", AvroTypes.array(BUCKET), BucketsRead::buckets),
              field("next", AvroTypes.optional(AvroTypes.LONG), BucketsRead::next),
              BucketsRead::new));

  private PeerCodec() {}

  private static <E extends Enum<E>> AvroCodec<E> named(Function<String, E> valueOf) {
    return AvroTypes.STRING.mapped(valueOf, Enum::name);
  }

  private static PageRequest boundedRequest(int size, Optional<PageStart> start) {
    if (size > MOST_ROWS) {
      throw new IllegalArgumentException("a page of more than " + MOST_ROWS);
    }
    return new PageRequest(size, start);
  }

  /// Either is there: what was found with its freshness, or the refusal.
  private static <T> AvroCodec<Answer<T>> answer(AvroCodec<T> payload) {
    AvroCodec<Answer.Found<T>> found =
        RecordCodec.of(
            "org.rollbook.peer.Found",
            field("payload", payload, Answer.Found::row),
            field("freshness", FRESHNESS, Answer.Found::freshness),
            Answer.Found::new);
    return RecordCodec.of(
        "org.rollbook.peer.Answer",
        field("found", AvroTypes.optional(found), PeerCodec::found),
        field("refusal", AvroTypes.optional(REFUSAL), PeerCodec::refusal),
        (there, refusal) ->
            there
                .<Answer<T>>map(Function.identity())
                .orElseGet(() -> new Answer.NotReady<>(refusal.orElseThrow())));
  }

  private static <T> Optional<Answer.Found<T>> found(Answer<T> answer) {
    return switch (answer) {
      case Answer.Found<T> found -> Optional.of(found);
      case Answer.NotReady<T> refused -> Optional.empty();
      case Answer.Missing<T> absent ->
          throw new IllegalArgumentException(
              "one replica cannot promise that there is none: " + absent);
    };
  }

  private static Optional<Refusal> refusal(Answer<?> answer) {
    return answer instanceof Answer.NotReady<?>(Refusal refusal)
        ? Optional.of(refusal)
        : Optional.empty();
  }

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

  static byte[] bytesOf(BucketsQuestion question) {
    return AvroBytes.versioned(FORMAT, BUCKETS_QUESTION, question);
  }

  static BucketsQuestion bucketsQuestion(byte[] bytes) throws DecodeException {
    return AvroBytes.fromVersioned(FORMAT, BUCKETS_QUESTION, bytes);
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

  /// The bytes of an answer or a refusal; the HTTP status states that a partition is not here.
  static byte[] bytesOfBuckets(Answer<BucketsRead> answer) {
    return AvroBytes.versioned(FORMAT, BUCKETS, answer);
  }

  static Answer<BucketsRead> buckets(byte[] bytes) throws DecodeException {
    return AvroBytes.fromVersioned(FORMAT, BUCKETS, bytes);
  }
}
