package org.rollbook.runtime.serve.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.time.BrokerTime;

/// Reads one partition from whoever has it: asks one location after the other until one answers
/// within the bounds. If none does, the result states why; a failure never becomes an answer.
///
/// Each frozen peer costs its whole deadline, and there may be any number of them. When they have
/// taken too long together, no more peers are asked. The next question skips them at once.
///
/// The owner's answer is always good enough. Another replica may be far behind although it is
/// within the bounds, for example at an instance that was away and is restoring: its answer is used
/// only if there is no fresher one.
final class PartitionReader {

  /// Two frozen peers take longer than this. Together with the second one's deadline it bounds
  /// every question, and load balancers must wait at least that long.
  private static final Duration PEERS_ASKED_WITHIN = Duration.ofMillis(1_500);

  /// Of several refusals, the most informative one is returned.
  private static final Comparator<Refusal> LEAST_INFORMATIVE_FIRST =
      Comparator.comparing(
          refusal ->
              switch (refusal.reason()) {
                case NOT_READY, NOT_HERE -> 0;
                case OVERLOADED -> 1;
                case STALE -> 2;
                case INCOMPLETE -> 3;
                case NOT_YET_APPLIED -> 4;
              });

  /// A replica that follows its owner is hardly behind; one second of this is the interval of
  /// watermarks.
  private static final Duration NEARLY_NOW = Duration.ofSeconds(5);

  private final PartitionLocations known;
  private final ReplicaReader here;
  private final Function<HostInfo, ReplicaReader> peers;
  private final BrokerTime time;
  private final Clock clock;

  PartitionReader(
      PartitionLocations known,
      ReplicaReader here,
      Function<HostInfo, ReplicaReader> peers,
      BrokerTime time,
      Clock clock) {
    this.known = known;
    this.here = here;
    this.peers = peers;
    this.time = time;
    this.clock = clock;
  }

  /// Asks a question about a partition.
  ///
  /// @return found or refused, never missing: the caller decides whether a row is absent
  <T> Answer<T> ask(
      String view, String store, int partition, Function<ReplicaReader, Answer<T>> question) {
    Instant until = clock.instant().plus(PEERS_ASKED_WITHIN);
    Function<PartitionLocation, Answer<T>> asking = location -> answer(location, question, until);
    List<PartitionLocation> asked = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    return best(known.locations(view, store, partition).peek(asked::add), asking, refusals)
        .or(() -> best(others(asked), asking, refusals))
        .<Answer<T>>map(found -> found)
        .orElseGet(() -> new Answer.NotReady<>(mostInformative(store, partition, refusals)));
  }

  private Stream<PartitionLocation> others(List<PartitionLocation> asked) {
    return known.others().stream()
        .<PartitionLocation>map(PartitionLocation.There::new)
        .filter(location -> !asked.contains(location));
  }

  /// The first answer that is good enough, or else the freshest. After the former nobody else is
  /// asked.
  private <T> Optional<Answer.Found<T>> best(
      Stream<PartitionLocation> locations,
      Function<PartitionLocation, Answer<T>> asking,
      List<Refusal> refusals) {
    Optional<Answer.Found<T>> best = Optional.empty();
    for (Iterator<PartitionLocation> next = locations.iterator(); next.hasNext(); ) {
      switch (asking.apply(next.next())) {
        case Answer.Found<T>(T value, Freshness freshness) -> {
          var found = new Answer.Found<>(value, freshness);
          if (isAsGoodAsAny(freshness)) {
            return Optional.of(found);
          }
          best = Optional.of(best.filter(other -> isFresher(other, found)).orElse(found));
        }
        case Answer.NotReady<T>(Refusal refusal) -> refusals.add(refusal);
        case Answer.Missing<T> absent ->
            throw new IllegalStateException(
                "one replica cannot promise that there is none: " + absent);
      }
    }
    return best;
  }

  private boolean isAsGoodAsAny(Freshness freshness) {
    return switch (freshness.servedBy().role()) {
      case ACTIVE -> true;
      case STANDBY ->
          time.atMost().filter(now -> freshness.asOf().isAfter(now.minus(NEARLY_NOW))).isPresent();
    };
  }

  private static boolean isFresher(Answer.Found<?> one, Answer.Found<?> other) {
    return one.freshness().asOf().isAfter(other.freshness().asOf());
  }

  private <T> Answer<T> answer(
      PartitionLocation location, Function<ReplicaReader, Answer<T>> question, Instant until) {
    return switch (location) {
      case PartitionLocation.Here() -> question.apply(here);
      case PartitionLocation.There(HostInfo host) when clock.instant().isAfter(until) ->
          notAsked(host);
      case PartitionLocation.There(HostInfo host) -> question.apply(peers.apply(host));
      case PartitionLocation.Unsettled(String why) -> Answer.notNow(Reason.NOT_HERE, why);
    };
  }

  private static <T> Answer<T> notAsked(HostInfo host) {
    return Answer.notNow(
        Reason.NOT_READY,
        "%s:%d was not asked: others took too long".formatted(host.host(), host.port()));
  }

  private static Refusal mostInformative(String store, int partition, List<Refusal> refusals) {
    Refusal most = refusals.stream().max(LEAST_INFORMATIVE_FIRST).orElseThrow();
    return new Refusal(
        most.reason() == Reason.NOT_HERE ? Reason.NOT_READY : most.reason(),
        "partition " + partition + " of " + store + " cannot be read: " + most.detail(),
        most.retryAfter());
  }
}
