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
