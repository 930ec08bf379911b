package org.rollbook.runtime.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.runtime.query.Refusal.Reason;

/// Gets what one partition says, from whoever has it: asks one after the other until somebody
/// answers within the bounds. If nobody does, it says why; it never makes an answer of that.
final class PartitionReader {

  private static final Duration SOON = Duration.ofSeconds(1);

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

  private final Places known;
  private final Holder here;
  private final Function<HostInfo, Holder> peers;

  PartitionReader(Places known, Holder here, Function<HostInfo, Holder> peers) {
    this.known = known;
    this.here = here;
    this.peers = peers;
  }

  /// Asks for something of a partition.
  ///
  /// @return found or refused, never missing: what is absent is for the asker to say
  <T> Answer<T> ask(String view, String store, int partition, Function<Holder, Told<T>> question) {
    List<Place> places = known.places(view, store, partition);
    List<Refusal> refusals = new ArrayList<>();
    return firstSaid(places.stream(), question, refusals)
        .or(() -> firstSaid(others(places), question, refusals))
        .orElseGet(() -> new Answer.NotReady<>(mostTelling(store, partition, refusals)));
  }

  private Stream<Place> others(List<Place> asked) {
    return known.others().stream()
        .<Place>map(Place.There::new)
        .filter(place -> !asked.contains(place));
  }

  /// Asks until somebody answers; nobody after that is asked.
  private <T> Optional<Answer<T>> firstSaid(
      Stream<Place> places, Function<Holder, Told<T>> question, List<Refusal> refusals) {
    return places
        .flatMap(
            place ->
                switch (told(place, question)) {
                  case Told.Said<T>(T value, Freshness freshness) ->
                      Stream.<Answer<T>>of(new Answer.Found<>(value, freshness));
                  case Told.Refused<T>(Refusal refusal) -> {
                    refusals.add(refusal);
                    yield Stream.empty();
                  }
                  case Told.NotHeld<T>(String why) -> {
                    refusals.add(new Refusal(Reason.NOT_READY, why, SOON));
                    yield Stream.empty();
                  }
                })
        .findFirst();
  }

  private <T> Told<T> told(Place place, Function<Holder, Told<T>> question) {
    return switch (place) {
      case Place.Here() -> question.apply(here);
      case Place.There(HostInfo host) -> question.apply(peers.apply(host));
      case Place.Unsettled(String why) -> new Told.NotHeld<>(why);
    };
  }

  private static Refusal mostTelling(String store, int partition, List<Refusal> refusals) {
    Refusal most = refusals.stream().max(LEAST_TELLING_FIRST).orElseThrow();
    return new Refusal(
        most.reason(),
        "partition " + partition + " of " + store + " cannot be read: " + most.detail(),
        most.retryAfter());
  }
}
