package org.rollbook.runtime.serve.query;

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
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.serve.query.ServedBy.Role;
import org.rollbook.runtime.time.BrokerTimes;

/// Who is asked, in what order, and what is returned if nobody answers.
class PartitionReaderTest {

  private static final HostInfo ACTIVE = new HostInfo("active", 1);
  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  private static final HostInfo STANDBY = new HostInfo("standby", 2);
  private static final HostInfo STRANGER = new HostInfo("stranger", 3);
  private static final HostInfo HERE = new HostInfo("here", 0);
  private static final List<PartitionLocation> EVERYBODY_KNOWN =
      List.of(
          new PartitionLocation.There(ACTIVE),
          new PartitionLocation.Here(),
          new PartitionLocation.There(STANDBY));

  private final List<String> asked = new ArrayList<>();
  private final Set<String> frozen = new HashSet<>();
  private final MutableClock clock = new MutableClock(NOW);
  private final Map<String, Answer<List<Optional<byte[]>>>> answer = new HashMap<>();
  private List<PartitionLocation> locations = EVERYBODY_KNOWN;
  private List<HostInfo> others = List.of(ACTIVE, STANDBY, STRANGER);

  @Test
  void shouldAskInOrderAndEachOnlyOnce() {
    assertThat(ask()).isInstanceOf(Answer.NotReady.class);

    assertThat(asked).containsExactly("active", "here", "standby", "stranger");
  }

  @Test
  void shouldAskNobodyAfterTheFirstAnswer() {
    answers(HERE);
    answers(STANDBY);

    assertThat(answeredBy(ask())).isEqualTo("here");
    assertThat(asked).containsExactly("active", "here");
  }

  @Test
  void shouldAskTheOtherInstancesOnlyIfNoLocationAnswers() {
    answers(STRANGER);

    assertThat(answeredBy(ask())).isEqualTo("stranger");
    assertThat(asked).containsExactly("active", "here", "standby", "stranger");
  }

  @Test
  void shouldAskAllInstancesIfNoLocationIsKnown() {
    locations = List.of(new PartitionLocation.Unsettled("it is being moved"));
    answers(STANDBY);

    assertThat(answeredBy(ask())).isEqualTo("standby");
    assertThat(asked).containsExactly("active", "standby");
  }

  @Test
  void shouldAskAnotherAfterARefusal() {
    refuses(ACTIVE, Reason.STALE);
    answers(STANDBY);

    assertThat(answeredBy(ask())).isEqualTo("standby");
  }

  @Test
  void shouldReturnTheMostInformativeRefusal() {
    refuses(ACTIVE, Reason.NOT_YET_APPLIED);
    refuses(HERE, Reason.OVERLOADED);
    refuses(STANDBY, Reason.STALE);

    assertThat(ask())
        .isEqualTo(
            new Answer.NotReady<>(
                new Refusal(
                    Reason.NOT_YET_APPLIED,
                    "partition 0 of words cannot be read: active answers NOT_YET_APPLIED",
                    Duration.ofSeconds(7))));
  }

  @Test
  void shouldReportStaleReplicasRatherThanMissingOnes() {
    refuses(HERE, Reason.STALE);

    assertThat(Questions.refusalOf(ask()).reason()).isEqualTo(Reason.STALE);
  }

  @Test
  void shouldReportWhyNobodyIsKnown() {
    locations = List.of(new PartitionLocation.Unsettled("this instance is starting"));
    others = List.of();

    assertThat(Questions.refusalOf(ask()).reason()).isEqualTo(Reason.NOT_READY);
    assertThat(Questions.refusalOf(ask()).detail())
        .isEqualTo("partition 0 of words cannot be read: this instance is starting");
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldTakeTheAnswerOfAStandbyThatFollowsItsOwner() {
    answers(HERE, Role.STANDBY, NOW.minusSeconds(4));
    answers(STANDBY, Role.STANDBY, NOW);

    assertThat(answeredBy(ask())).isEqualTo("here");
    assertThat(asked).containsExactly("active", "here");
  }

  /// It was away, for example, and still has its old state.
  @Test
  void shouldLookForAFresherReplicaThanOneThatIsBehind() {
    answers(HERE, Role.STANDBY, NOW.minusSeconds(60));
    answers(STANDBY, Role.STANDBY, NOW.minusSeconds(1));

    assertThat(answeredBy(ask())).isEqualTo("standby");
  }

  @Test
  void shouldTakeTheFreshestReplicaIfAllAreBehind() {
    answers(ACTIVE, Role.STANDBY, NOW.minusSeconds(40));
    answers(HERE, Role.STANDBY, NOW.minusSeconds(30));
    answers(STANDBY, Role.STANDBY, NOW.minusSeconds(50));

    assertThat(answeredBy(ask())).isEqualTo("here");
    assertThat(asked).containsExactly("active", "here", "standby");
  }

  @Test
  void shouldAskNoMorePeersAfterTwoFrozenOnes() {
    locations =
        List.of(
            new PartitionLocation.There(ACTIVE),
            new PartitionLocation.There(STANDBY),
            new PartitionLocation.Here());
    freezes(ACTIVE);
    freezes(STANDBY);
    answers(STRANGER);

    assertThat(Questions.refusalOf(ask()).reason()).isEqualTo(Reason.NOT_READY);
    assertThat(asked).containsExactly("active", "standby", "here");
  }

  @Test
  void shouldAskTheNextPeerAfterAFrozenOne() {
    freezes(ACTIVE);
    answers(STANDBY);

    assertThat(answeredBy(ask())).isEqualTo("standby");
  }

  @Test
  void shouldAnswerFromHereHoweverLongOthersTook() {
    locations =
        List.of(
            new PartitionLocation.There(ACTIVE),
            new PartitionLocation.There(STANDBY),
            new PartitionLocation.Here());
    freezes(ACTIVE);
    freezes(STANDBY);
    answers(HERE);

    assertThat(answeredBy(ask())).isEqualTo("here");
  }

  private void freezes(HostInfo host) {
    frozen.add(host.host());
  }

  private void answers(HostInfo host) {
    answers(host, Role.ACTIVE, Instant.EPOCH);
  }

  private void answers(HostInfo host, Role role, Instant asOf) {
    var freshness =
        new Freshness(asOf, new ServedBy(role, host.host()), Optional.of(Instant.EPOCH));
    answer.put(host.host(), new Answer.Found<>(List.of(Optional.empty()), freshness));
  }

  private void refuses(HostInfo host, Reason reason) {
    var refusal = new Refusal(reason, host.host() + " answers " + reason, Duration.ofSeconds(7));
    answer.put(host.host(), new Answer.NotReady<>(refusal));
  }

  private Answer<List<Optional<byte[]>>> ask() {
    asked.clear();
    PartitionLocations everybody =
        new PartitionLocations() {
          @Override
          public Stream<PartitionLocation> locations(String view, String store, int partition) {
            return locations.stream();
          }

          @Override
          public List<HostInfo> others() {
            return others;
          }
        };
    return new PartitionReader(
            everybody, new Somebody(HERE), Somebody::new, BrokerTimes.agreeingWith(clock), clock)
        .ask("view", "words", 0, reader -> reader.rows(Questions.rows("ann")));
  }

  private static String answeredBy(Answer<?> answer) {
    return switch (answer) {
      case Answer.Found<?>(var rows, Freshness freshness) -> freshness.servedBy().instance();
      case Answer.Missing<?> missing -> throw new AssertionError(missing);
      case Answer.NotReady<?> notReady -> throw new AssertionError(notReady);
    };
  }

  /// Remembers that it was asked; has nothing unless the test gives it an answer.
  private final class Somebody implements ReplicaReader {

    private final String name;

    private Somebody(HostInfo host) {
      this.name = host.host();
    }

    @Override
    public Answer<List<Optional<byte[]>>> rows(RowsQuestion question) {
      asked.add(name);
      if (frozen.contains(name)) {
        clock.advance(Peer.Limits.STANDARD.deadline());
      }
      return answer.getOrDefault(
          name, Answer.notNow(Refusal.Reason.NOT_HERE, name + " has nothing"));
    }

    @Override
    public Answer<Page<byte[]>> page(PageQuestion question) {
      throw new AssertionError("rows are asked for");
    }

    @Override
    public Answer<BucketsRead> buckets(BucketsQuestion question) {
      throw new AssertionError("rows are asked for");
    }
  }
}
