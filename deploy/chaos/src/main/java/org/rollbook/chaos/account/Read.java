package org.rollbook.chaos.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollbook.testkit.sample.Outcome;
import org.rollbook.testkit.watch.Exchange;

/// One thing that was asked, what became of it, and how the answer got here.
///
/// @param what was asked, for whoever reads of it
/// @param outcome what the truth says of the answer
/// @param settled whether the truth knows of one right answer only
/// @param bound how old the answer may be, counted from each request
/// @param exchanges all requests that it took, in order
public record Read(
    String what, Outcome outcome, boolean settled, Duration bound, List<Exchange> exchanges) {

  public Read {
    exchanges = List.copyOf(exchanges);
  }

  /// An answer that came older than its request allowed.
  Optional<Exchange> tooOld() {
    return exchanges.stream()
        .filter(
            exchange ->
                exchange.asOf().filter(exchange.askedAt().minus(bound)::isAfter).isPresent())
        .findFirst();
  }

  /// An answer that claims to be as of a time that had not come when it arrived.
  Optional<Exchange> fromTheFuture() {
    return exchanges.stream()
        .filter(exchange -> exchange.asOf().filter(exchange.answeredAt()::isBefore).isPresent())
        .findFirst();
  }

  /// Whether there is an answer, and some of it does not claim that the view holds everything: it
  /// promises nothing of what it lacks.
  boolean isOfAnIncompleteView() {
    return (outcome instanceof Outcome.Agreed || outcome instanceof Outcome.Disagreed)
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
