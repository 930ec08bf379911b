package org.rollbook.runtime.serve.answer;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    return freshness.isEmpty()
        ? response
        : RollbookHeaders.with(response, asOf(), servedBy(), completeSince());
  }

  private Instant asOf() {
    return freshness.stream().map(Freshness::asOf).min(Comparator.naturalOrder()).orElseThrow();
  }

  private String servedBy() {
    return freshness.stream()
        .map(Freshness::servedBy)
        .distinct()
        .map(RollbookHeaders::text)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /// The batch is complete only if each part is, since the time at which the last became so.
  private Optional<Instant> completeSince() {
    return freshness.stream().anyMatch(fresh -> fresh.completeSince().isEmpty())
        ? Optional.empty()
        : freshness.stream()
            .flatMap(fresh -> fresh.completeSince().stream())
            .max(Comparator.naturalOrder());
  }
}
