package org.rollbook.runtime.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollbook.runtime.view.WordView.NOON;
import static org.rollbook.runtime.view.WordView.event;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.view.OpenReplicas.OpenReplica;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

class OpenReplicasTest {

  private static final SourceList SOURCES = new SourceList(Set.of("source"));

  private static final Bytes ANN = Bytes.wrap("ann".getBytes(UTF_8));

  private final OpenReplicas replicas = new OpenReplicas(WordView.NOON_CLOCK);
  private final WordView view = new WordView(3, replicas);

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void shouldKnowEachStoreWhileItIsOpen() {
    assertThat(replicas.open("words", 0)).map(OpenReplica::openedAt).contains(NOON);
    assertThat(replicas.open("history", 0)).isPresent();
    assertThat(replicas.open("words", 1)).isEmpty();
    assertThat(replicas.open("unheard-of", 0)).isEmpty();

    close();

    assertThat(replicas.open("words", 0)).isEmpty();
    assertThat(replicas.open("history", 0)).isEmpty();
  }

  @Test
  void shouldReadTheStoreAsItGoesOn() {
    OpenReplica replica = words();
    assertThat(replica.lastAsOf()).isEmpty();

    receiveUpTo(NOON);
    view.receive(event("ann=first", 1, "a"));

    assertThat(replica.lastAsOf().flatMap(asOf -> asOf.coverage(SOURCES).asOf())).contains(NOON);
    assertThat(replica.rows().get(ANN)).isNotNull();
    assertThat(words()).isSameAs(replica);
  }

  @Test
  void shouldNotRememberAnAsOfForLongerThanItIsTrue() {
    OpenReplica replica = words();
    receiveUpTo(NOON);
    assertThat(replica.lastAsOf().flatMap(asOf -> asOf.coverage(SOURCES).asOf())).contains(NOON);

    receiveUpTo(NOON.plusSeconds(1));

    assertThat(replica.lastAsOf().flatMap(asOf -> asOf.coverage(SOURCES).asOf()))
        .contains(NOON.plusSeconds(1));
  }

  @Test
  void shouldRefuseToBeReadOnceItIsClosed() {
    view.receive(event("ann=first", 1, "a"));
    OpenReplica replica = words();
    close();

    assertThatThrownBy(() -> replica.rows().get(ANN))
        .isInstanceOf(InvalidStateStoreException.class);
    assertThatThrownBy(() -> replica.rows().range(ANN, ANN))
        .isInstanceOf(InvalidStateStoreException.class);
    assertThat(replica.lastAsOf()).isEmpty();
  }

  /// To report the end of the rows would be a wrong answer.
  @Test
  void shouldRefuseToGoOnWithAListOnceItIsClosed() {
    view.receive(event("ann=first", 1, "a"));
    try (var rows = words().rows().range(ANN, ANN)) {
      close();

      assertThatThrownBy(rows::hasNext).isInstanceOf(InvalidStateStoreException.class);
    }
  }

  @Test
  void shouldBeAnotherReplicaOnceItIsOpenedAgain() {
    OpenReplica before = words();
    close();

    try (var again = new WordView(3, replicas)) {
      again.receive(event("ann=first", 1, "a"));

      assertThat(words()).isNotEqualTo(before);
    }
  }

  @Test
  void shouldKeepTheNewerReplicaIfTheOlderIsClosedAfterIt() {
    try (var newer = new WordView(3, replicas)) {
      newer.receive(event("ann=first", 1, "a"));
      OpenReplica replica = words();
      close();

      assertThat(words()).isSameAs(replica);
      assertThat(replica.rows().get(ANN)).isNotNull();
    }
  }

  private void receiveUpTo(Instant time) {
    var source = new SourcePartition("source", 0);
    view.receive(
        new Watermark(time, SOURCES, true, Set.of(source), Map.of(source, time), Map.of()));
  }

  private OpenReplica words() {
    return replicas.open("words", 0).orElseThrow();
  }
}
