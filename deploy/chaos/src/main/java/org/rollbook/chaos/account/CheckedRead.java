package org.rollbook.chaos.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollbook.testkit.sample.SampleOutcome;
import org.rollbook.testkit.watch.Exchange;

/// One read: what was asked, the outcome, and how the answer got here.
///
/// @param what what was asked, for people
/// @param outcome how the answer compares with the truth
/// @param settled whether the truth allows exactly one right answer
/// @param bound how old the answer may be, counted from each request
/// @param exchanges all requests that the read took, in order
public record CheckedRead(
    String what, SampleOutcome outcome, boolean settled, Duration bound, List<Exchange> exchanges) {

  public CheckedRead {
    exchanges = List.copyOf(exchanges);
  }

  /// An answer that was older than its request allowed.
  Optional<Exchange> tooOld() {
    return exchanges.stream()
        .filter(
            exchange ->
                exchange.asOf().filter(exchange.askedAt().minus(bound)::isAfter).isPresent())
        .findFirst();
  }

  /// An answer whose as-of lay in the future when it arrived.
  Optional<Exchange> fromTheFuture() {
    return exchanges.stream()
        .filter(exchange -> exchange.asOf().filter(exchange.answeredAt()::isBefore).isPresent())
        .findFirst();
  }

  /// Whether there is an answer, and some part of it does not claim that the view is complete. Such
  /// an answer promises nothing about rows that it lacks.
  boolean isOfAnIncompleteView() {
    return (outcome instanceof SampleOutcome.Agreed || outcome instanceof SampleOutcome.Disagreed)
        && exchanges.stream()
            .anyMatch(
                exchange -> exchange.status().equals(Optional.of(200)) && !exchange.complete());
  }

  /// The instances that did not answer in time, so that another one was asked.
  Set<String> silent() {
    return exchanges.stream()
        .limit(Math.max(0, exchanges.size() - 1))
        .filter(exchange -> exchange.status().isEmpty())
        .map(Exchange::instance)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The greatest age of an as-of when its answer arrived.
  Optional<Duration> oldest() {
    return exchanges.stream()
        .flatMap(
            exchange ->
                exchange.asOf().map(asOf -> Duration.between(asOf, exchange.answeredAt())).stream())
        .max(Duration::compareTo);
  }
}
