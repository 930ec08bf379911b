package org.rollbook.benchmark.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.benchmark.site.InstanceHealth.Part;
import org.rollbook.benchmark.site.InstanceHealth.State;

final class InstanceHealthTest {

  private static final Instant AS_OF = Instant.parse("2026-11-23T16:46:41Z");

  @Test
  void shouldListThePartitionsThatAreHere() throws JsonProcessingException {
    InstanceHealth health = health("standby", "null");

    assertThat(health.ready()).isTrue();
    assertThat(health.parts())
        .containsExactly(
            new Part("roster", 0, State.READY, Optional.of(AS_OF)),
            new Part("roster", 1, State.STANDBY, Optional.empty()));
  }

  @Test
  void shouldHaveReceivedOnceEveryPartitionIsNewEnough() throws JsonProcessingException {
    InstanceHealth health = health("standby", "\"2026-11-23T16:46:42Z\"");

    assertThat(health.hasReceived(AS_OF.minusSeconds(1))).isTrue();
    assertThat(health.hasReceived(AS_OF)).isFalse();
  }

  @Test
  void shouldJudgeEveryPartitionThatIsHere() throws JsonProcessingException {
    assertThat(health("elsewhere", "null").hasReceived(AS_OF.minusSeconds(1))).isTrue();
    for (String state : List.of("ready", "standby", "restoring")) {
      assertThat(health(state, "null").hasReceived(AS_OF.minusSeconds(1))).isFalse();
    }
  }

  @Test
  void shouldFindEachPartitionWhereverItIs() throws JsonProcessingException {
    InstanceHealth one = health("standby", "null");
    InstanceHealth other = health("ready", "null");

    assertThat(InstanceHealth.isEachIn(State.READY, List.of(one, other))).isTrue();
    assertThat(InstanceHealth.isEachIn(State.READY, List.of(one))).isFalse();
    assertThat(InstanceHealth.isEachIn(State.STANDBY, List.of(one, other))).isFalse();
  }

  private static InstanceHealth health(String state, String asOf) throws JsonProcessingException {
    return InstanceHealth.read(
        new ObjectMapper()
            .readTree(
                """
                {"status": "ready", "views": [{"view": "roster", "partitions": [
                  {"partition": 0, "state": "ready", "as_of": "2026-11-23T16:46:41Z"},
                  {"partition": 1, "state": "%s", "as_of": %s}]}]}
                """
                    .formatted(state, asOf)));
  }
}
