package org.rollbook.runtime.serve.answer;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollbook.runtime.serve.http.RollbookHeaders;
import org.rollbook.runtime.serve.problem.Problems;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Answer.Found;
import org.rollbook.runtime.serve.query.Answer.Missing;
import org.rollbook.runtime.serve.query.Answer.NotReady;
import org.rollbook.runtime.serve.query.Freshness;

/// What holds for many answers together: the least that is true of each.
///
/// @param freshness of those that answered
/// @param retryAfter the longest that one of the others asks for
record AnswerBatch(List<Freshness> freshness, Optional<Duration> retryAfter) {

  static <T> AnswerBatch of(List<Answer<T>> answers) {
    List<Freshness> freshness = new ArrayList<>(answers.size());
    Optional<Duration> retryAfter = Optional.empty();
    for (Answer<T> answer : answers) {
      switch (answer) {
        case Found<T>(T row, Freshness fresh) -> freshness.add(fresh);
        case Missing<T>(Freshness fresh) -> freshness.add(fresh);
        case NotReady<T>(var refusal) ->
            retryAfter =
                Optional.of(
                    retryAfter
                        .filter(longest -> longest.compareTo(refusal.retryAfter()) > 0)
                        .orElse(refusal.retryAfter()));
      }
    }
    return new AnswerBatch(freshness, retryAfter);
  }

  <B> MutableHttpResponse<B> withHeaders(MutableHttpResponse<B> response) {
    retryAfter.ifPresent(
        longest ->
            response.header(
                HttpHeaders.RETRY_AFTER, Long.toString(Problems.wholeSeconds(longest))));
    return freshness.isEmpty() ? response : RollbookHeaders.with(response, least(), servedBy());
  }

  /// What is true of each: a batch is complete only if each part is, since the time at which the
  /// last became so, and was compared when the first was.
  private Freshness least() {
    return new Freshness(
        freshness.stream().map(Freshness::asOf).min(Comparator.naturalOrder()).orElseThrow(),
        freshness.getFirst().servedBy(),
        ofAll(Freshness::completeSince).max(Comparator.naturalOrder()),
        ofAll(Freshness::reconciledAt).min(Comparator.naturalOrder()));
  }

  /// The times of all, or none if one has none.
  private Stream<Instant> ofAll(Function<Freshness, Optional<Instant>> time) {
    return freshness.stream().map(time).allMatch(Optional::isPresent)
        ? freshness.stream().map(time).flatMap(Optional::stream)
        : Stream.empty();
  }

  private String servedBy() {
    return freshness.stream()
        .map(Freshness::servedBy)
        .distinct()
        .map(RollbookHeaders::text)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
