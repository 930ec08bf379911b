package org.rollbook.runtime.query;

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
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.time.BrokerTime;

/// Gets what one partition says, from whoever has it: asks one after the other until somebody
/// answers within the bounds. If nobody does, it says why; it never makes an answer of that.
///
/// Each peer that stands still costs its whole deadline, and there may be any number of them: when
/// that has taken too long, no more of them are asked. The next question goes by those at once.
///
/// The owner's answer is as good as any. Of the other copies one may be far behind although it is
/// within the bounds, such as that of an instance that was away and is restoring: it is taken only
/// if there is none that is fresher.
final class PartitionReader {

  private static final Duration SOON = Duration.ofSeconds(1);

  /// Two peers that stand still take longer than this. With the second one's deadline it bounds
  /// every question, and is what load balancers have to wait for at least.
  private static final Duration PEERS_ASKED_WITHIN = Duration.ofMillis(1_500);

  /// What is told of several refusals: the one that says most.
  private static final Comparator<Refusal> LEAST_TELLING_FIRST =
      Comparator.comparing(
          refusal ->
              switch (refusal.reason()) {
                case NOT_READY -> 0;
                case OVERLOADED -> 1;
                case STALE -> 2;
                case INCOMPLETE -> 3;
                case NOT_YET_APPLIED -> 4;
              });

  /// A copy that follows its owner is hardly behind; a second of this is the watermarks'.
  private static final Duration NEARLY_NOW = Duration.ofSeconds(5);

  private final Places known;
  private final Holder here;
  private final Function<HostInfo, Holder> peers;
  private final BrokerTime time;
  private final Clock clock;

  PartitionReader(
      Places known, Holder here, Function<HostInfo, Holder> peers, BrokerTime time, Clock clock) {
    this.known = known;
    this.here = here;
    this.peers = peers;
    this.time = time;
    this.clock = clock;
  }

  /// Asks for something of a partition.
  ///
  /// @return found or refused, never missing: what is absent is for the asker to say
  <T> Answer<T> ask(String view, String store, int partition, Function<Holder, Told<T>> question) {
    Instant until = clock.instant().plus(PEERS_ASKED_WITHIN);
    Function<Place, Told<T>> asking = place -> told(place, question, until);
    List<Place> asked = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    return best(known.places(view, store, partition).peek(asked::add), asking, refusals)
        .or(() -> best(others(asked), asking, refusals))
        .<Answer<T>>map(found -> found)
        .orElseGet(() -> new Answer.NotReady<>(mostTelling(store, partition, refusals)));
  }

  private Stream<Place> others(List<Place> asked) {
    return known.others().stream()
        .<Place>map(Place.There::new)
        .filter(place -> !asked.contains(place));
  }

  /// The first answer that is as good as any, or else the freshest; nobody after that is asked.
  private <T> Optional<Answer.Found<T>> best(
      Stream<Place> places, Function<Place, Told<T>> asking, List<Refusal> refusals) {
    Optional<Answer.Found<T>> best = Optional.empty();
    for (Iterator<Place> next = places.iterator(); next.hasNext(); ) {
      switch (asking.apply(next.next())) {
        case Told.Said<T>(T value, Freshness freshness) -> {
          var found = new Answer.Found<>(value, freshness);
          if (isAsGoodAsAny(freshness)) {
            return Optional.of(found);
          }
          best = Optional.of(best.filter(other -> isFresher(other, found)).orElse(found));
        }
        case Told.Refused<T>(Refusal refusal) -> refusals.add(refusal);
        case Told.NotHeld<T>(String why) -> refusals.add(new Refusal(Reason.NOT_READY, why, SOON));
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

  private <T> Told<T> told(Place place, Function<Holder, Told<T>> question, Instant until) {
    return switch (place) {
      case Place.Here() -> question.apply(here);
      case Place.There(HostInfo host) when clock.instant().isAfter(until) -> notAsked(host);
      case Place.There(HostInfo host) -> question.apply(peers.apply(host));
      case Place.Unsettled(String why) -> new Told.NotHeld<>(why);
    };
  }

  private static <T> Told<T> notAsked(HostInfo host) {
    return new Told.Refused<>(
        new Refusal(
            Reason.NOT_READY,
            "%s:%d was not asked: others took too long".formatted(host.host(), host.port()),
            SOON));
  }

  private static Refusal mostTelling(String store, int partition, List<Refusal> refusals) {
    Refusal most = refusals.stream().max(LEAST_TELLING_FIRST).orElseThrow();
    return new Refusal(
        most.reason(),
        "partition " + partition + " of " + store + " cannot be read: " + most.detail(),
        most.retryAfter());
  }
}
