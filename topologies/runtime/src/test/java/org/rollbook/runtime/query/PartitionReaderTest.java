package org.rollbook.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.MutableClock;
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.query.ServedBy.Role;
import org.rollbook.runtime.time.BrokerTimes;

/// Who is asked, in what order, and what is told if nobody answers.
class PartitionReaderTest {

  private static final HostInfo ACTIVE = new HostInfo("active", 1);
  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  private static final HostInfo STANDBY = new HostInfo("standby", 2);
  private static final HostInfo STRANGER = new HostInfo("stranger", 3);
  private static final HostInfo HERE = new HostInfo("here", 0);
  private static final List<Place> EVERYBODY_KNOWN =
      List.of(new Place.There(ACTIVE), new Place.Here(), new Place.There(STANDBY));

  private final List<String> asked = new ArrayList<>();
  private final Set<String> standingStill = new HashSet<>();
  private final MutableClock clock = new MutableClock(NOW);
  private final Map<String, Told<List<Optional<byte[]>>>> told = new HashMap<>();
  private List<Place> places = EVERYBODY_KNOWN;
  private List<HostInfo> others = List.of(ACTIVE, STANDBY, STRANGER);

  @Test
  void shouldAskInOrderAndEachOnlyOnce() {
    assertThat(ask()).isInstanceOf(Answer.NotReady.class);

    assertThat(asked).containsExactly("active", "here", "standby", "stranger");
  }

  @Test
  void shouldAskNobodyAfterTheFirstAnswer() {
    says(HERE);
    says(STANDBY);

    assertThat(answeredBy(ask())).isEqualTo("here");
    assertThat(asked).containsExactly("active", "here");
  }

  @Test
  void shouldAskWhoeverIsLeftOnlyIfNoneOfThePlacesAnswers() {
    says(STRANGER);

    assertThat(answeredBy(ask())).isEqualTo("stranger");
    assertThat(asked).containsExactly("active", "here", "standby", "stranger");
  }

  @Test
  void shouldAskEverybodyIfNoPlaceIsKnown() {
    places = List.of(new Place.Unsettled("it is being moved"));
    says(STANDBY);

    assertThat(answeredBy(ask())).isEqualTo("standby");
    assertThat(asked).containsExactly("active", "standby");
  }

  @Test
  void shouldAskAnotherAfterARefusal() {
    refuses(ACTIVE, Reason.STALE);
    says(STANDBY);

    assertThat(answeredBy(ask())).isEqualTo("standby");
  }

  @Test
  void shouldTellTheRefusalThatSaysMost() {
    refuses(ACTIVE, Reason.NOT_YET_APPLIED);
    refuses(HERE, Reason.OVERLOADED);
    refuses(STANDBY, Reason.STALE);

    assertThat(ask())
        .isEqualTo(
            new Answer.NotReady<>(
                new Refusal(
                    Reason.NOT_YET_APPLIED,
                    "partition 0 of words cannot be read: active says NOT_YET_APPLIED",
                    Duration.ofSeconds(7))));
  }

  @Test
  void shouldTellOfStaleCopiesRatherThanOfThoseThatAreNotThere() {
    refuses(HERE, Reason.STALE);

    assertThat(refusal(ask()).reason()).isEqualTo(Reason.STALE);
  }

  @Test
  void shouldTellWhyNobodyIsKnown() {
    places = List.of(new Place.Unsettled("this instance is starting"));
    others = List.of();

    assertThat(refusal(ask()).reason()).isEqualTo(Reason.NOT_READY);
    assertThat(refusal(ask()).detail())
        .isEqualTo("partition 0 of words cannot be read: this instance is starting");
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldTakeTheAnswerOfAStandbyThatFollowsItsOwner() {
    says(HERE, Role.STANDBY, NOW.minusSeconds(4));
    says(STANDBY, Role.STANDBY, NOW);

    assertThat(answeredBy(ask())).isEqualTo("here");
    assertThat(asked).containsExactly("active", "here");
  }

  /// It was away, say, and has its old state still.
  @Test
  void shouldLookForAFresherCopyThanOneThatIsBehind() {
    says(HERE, Role.STANDBY, NOW.minusSeconds(60));
    says(STANDBY, Role.STANDBY, NOW.minusSeconds(1));

    assertThat(answeredBy(ask())).isEqualTo("standby");
  }

  @Test
  void shouldTakeTheFreshestOfCopiesThatAreAllBehind() {
    says(ACTIVE, Role.STANDBY, NOW.minusSeconds(40));
    says(HERE, Role.STANDBY, NOW.minusSeconds(30));
    says(STANDBY, Role.STANDBY, NOW.minusSeconds(50));

    assertThat(answeredBy(ask())).isEqualTo("here");
    assertThat(asked).containsExactly("active", "here", "standby");
  }

  @Test
  void shouldAskNoMorePeersWhenTwoHaveStoodStill() {
    places = List.of(new Place.There(ACTIVE), new Place.There(STANDBY), new Place.Here());
    standsStill(ACTIVE);
    standsStill(STANDBY);
    says(STRANGER);

    assertThat(refusal(ask()).reason()).isEqualTo(Reason.NOT_READY);
    assertThat(asked).containsExactly("active", "standby", "here");
  }

  @Test
  void shouldAskTheNextWhenOneHasStoodStill() {
    standsStill(ACTIVE);
    says(STANDBY);

    assertThat(answeredBy(ask())).isEqualTo("standby");
  }

  @Test
  void shouldAnswerFromHereHoweverLongOthersTook() {
    places = List.of(new Place.There(ACTIVE), new Place.There(STANDBY), new Place.Here());
    standsStill(ACTIVE);
    standsStill(STANDBY);
    says(HERE);

    assertThat(answeredBy(ask())).isEqualTo("here");
  }

  private void standsStill(HostInfo host) {
    standingStill.add(host.host());
  }

  private void says(HostInfo host) {
    says(host, Role.ACTIVE, Instant.EPOCH);
  }

  private void says(HostInfo host, Role role, Instant asOf) {
    var freshness =
        new Freshness(asOf, new ServedBy(role, host.host()), Optional.of(Instant.EPOCH));
    told.put(host.host(), new Told.Said<>(List.of(Optional.empty()), freshness));
  }

  private void refuses(HostInfo host, Reason reason) {
    var refusal = new Refusal(reason, host.host() + " says " + reason, Duration.ofSeconds(7));
    told.put(host.host(), new Told.Refused<>(refusal));
  }

  private Answer<List<Optional<byte[]>>> ask() {
    asked.clear();
    Places everybody =
        new Places() {
          @Override
          public Stream<Place> places(String view, String store, int partition) {
            return places.stream();
          }

          @Override
          public List<HostInfo> others() {
            return others;
          }
        };
    return new PartitionReader(
            everybody, new Somebody(HERE), Somebody::new, BrokerTimes.agreeingWith(clock), clock)
        .ask("view", "words", 0, holder -> holder.rows(Questions.rows("ann")));
  }

  private static String answeredBy(Answer<?> answer) {
    return switch (answer) {
      case Answer.Found<?>(var rows, Freshness freshness) -> freshness.servedBy().instance();
      case Answer.Missing<?> missing -> throw new AssertionError(missing);
      case Answer.NotReady<?> notReady -> throw new AssertionError(notReady);
    };
  }

  private static Refusal refusal(Answer<?> answer) {
    return switch (answer) {
      case Answer.NotReady<?>(Refusal refusal) -> refusal;
      case Answer.Found<?> found -> throw new AssertionError(found);
      case Answer.Missing<?> missing -> throw new AssertionError(missing);
    };
  }

  /// Remembers that it was asked; has nothing unless a test says so.
  private final class Somebody implements Holder {

    private final String name;

    private Somebody(HostInfo host) {
      this.name = host.host();
    }

    @Override
    public Told<List<Optional<byte[]>>> rows(RowsQuestion question) {
      asked.add(name);
      if (standingStill.contains(name)) {
        clock.advance(Peer.Limits.STANDARD.deadline());
      }
      return told.getOrDefault(name, new Told.NotHeld<>(name + " has nothing"));
    }

    @Override
    public Told<Page<byte[]>> page(PageQuestion question) {
      throw new AssertionError("rows are asked for");
    }
  }
}
