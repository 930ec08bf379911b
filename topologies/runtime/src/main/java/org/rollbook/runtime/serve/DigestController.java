package org.rollbook.runtime.serve;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.runtime.serve.answer.AnswerResponses;
import org.rollbook.runtime.serve.openapi.AsksForDigests;
import org.rollbook.runtime.serve.problem.InvalidParameterException;
import org.rollbook.runtime.serve.query.Bucket;
import org.rollbook.runtime.serve.query.DigestQueries;
import org.rollbook.runtime.serve.question.Question;

/// Digests of the rows of a topology that has them.
@Controller("/v1/digests")
@Requires(beans = DigestQueries.class)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class DigestController {

  private static final int MOST_BUCKETS = 10_000;

  private static final String SIZE = "bucket_size";
  private static final String FROM = "from_learner";
  private static final String TO = "to_learner";

  private final DigestQueries queries;
  private final AnswerResponses responses;

  DigestController(DigestQueries queries, AnswerResponses responses) {
    this.queries = queries;
    this.responses = responses;
  }

  /// Digests of buckets of learners.
  ///
  /// @param buckets those that have rows, by number
  @Schema(name = "Digests")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Digests(long bucketSize, List<BucketDigest> buckets) {

    /// The digest of one bucket.
    ///
    /// @param bucket its number: the learner's id, divided by the size of a bucket
    /// @param count how many rows it has
    /// @param digest 16 hexadecimal digits: the exclusive or of the first eight bytes of the
    ///   SHA-256 of each row's canonical text in UTF-8
    @Schema(name = "BucketDigest")
    @Serdeable
    record BucketDigest(long bucket, long count, @Schema(pattern = "[0-9a-f]{16}") String digest) {}

    private static Digests of(LearnerBuckets asked, List<List<Bucket>> parts) {
      var sums = new TreeMap<Long, RowsDigest>();
      parts.stream()
          .flatMap(List::stream)
          .forEach(bucket -> sums.merge(bucket.number(), bucket.rows(), RowsDigest::and));
      if (sums.size() > MOST_BUCKETS) {
        throw new InvalidParameterException(
            SIZE,
            "must be larger, or fewer learners be asked for: more than "
                + MOST_BUCKETS
                + " buckets have rows");
      }
      return new Digests(
          asked.size(),
          sums.entrySet().stream()
              .map(
                  sum ->
                      new BucketDigest(sum.getKey(), sum.getValue().count(), sum.getValue().hex()))
              .toList());
    }
  }

  @Tag(name = "digests")
  @AsksForDigests
  @Get
  HttpResponse<Digests> digests(
      @Parameter(hidden = true) Question question,
      @Nullable @QueryValue(SIZE) Long size,
      @Nullable @QueryValue(FROM) Long from,
      @Nullable @QueryValue(TO) Long to) {
    LearnerBuckets asked =
        buckets(
            Optional.ofNullable(size).orElse(LearnerBuckets.USUAL),
            Optional.ofNullable(from).orElse(0L),
            Optional.ofNullable(to).orElse(LearnerBuckets.END));
    return responses.together(
        question,
        () -> queries.buckets(asked, question.bounds()),
        parts -> Digests.of(asked, parts));
  }

  private static LearnerBuckets buckets(long size, long from, long to) {
    if (size < LearnerBuckets.FINEST || size % LearnerBuckets.FINEST != 0) {
      throw new InvalidParameterException(
          SIZE, "must be a positive multiple of " + LearnerBuckets.FINEST + ", is " + size);
    }
    requireMultiple(FROM, from, size);
    if (to != LearnerBuckets.END) {
      requireMultiple(TO, to, size);
      if (to < from) {
        throw new InvalidParameterException(TO, "must not be less than " + FROM);
      }
    }
    return new LearnerBuckets(from, to, size);
  }

  private static void requireMultiple(String name, long value, long size) {
    if (value < 0 || value % size != 0) {
      throw new InvalidParameterException(
          name, "must be a multiple of " + SIZE + ", which is " + size + ", is " + value);
    }
  }
}
