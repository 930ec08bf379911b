package org.rollbook.bridge.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.bridge.EntryId;
import org.rollbook.model.bridge.StreamPosition;
import org.rollbook.testkit.redis.RedisServer;
import redis.clients.jedis.Protocol.Command;

/// What a real server answers.
class RedisConnectionIT {

  private static final String STREAM = "dev-events";

  /// As `deploy/operating/redis.md` lists them.
  private static final String[] RIGHTS = {
    "~dev-*",
    "+exists",
    "+xinfo|stream",
    "+xinfo|groups",
    "+xrange",
    "+xread",
    "+xreadgroup",
    "+xack",
    "+xpending",
    "+xgroup|create",
    "+xgroup|setid",
    "+multi",
    "+exec",
    "+select"
  };

  private RedisServer server;
  private RedisConnection connection;

  @BeforeAll
  static void requireRedis() {
    assumeTrue(RedisServer.isInstalled(), "Redis is not installed");
  }

  @BeforeEach
  void start() {
    server = RedisServer.start("--maxmemory-policy", "noeviction").orElseThrow();
    connection = new RedisConnection(RedisAddress.of(server.url()), "test");
  }

  @AfterEach
  void stop() {
    connection.close();
    server.close();
  }

  @Test
  void shouldReadOnFromThePositionThatIsGiven() {
    add(5);
    assertThat(look().hasGroup()).isFalse();
    connection.createGroup(STREAM);
    connection.createGroup(STREAM);

    StreamLook all = look();
    assertThat(all.entries()).extracting(entry -> entry.id().milliseconds()).hasSize(5);
    assertThat(all.whole()).isTrue();
    assertThat(all.added()).isEqualTo(5);
    assertThat(all.newest()).isEqualTo(new EntryId(5, 0));
    // Not acknowledged, and yet it is read again.
    StreamLook part = connection.look(STREAM, Optional.of(at(2)), 2);
    assertThat(part.entries()).extracting(StreamEntry::id).containsExactly(id(3), id(4));
    assertThat(part.whole()).isFalse();
    assertThat(part.holdsPosition()).isTrue();

    connection.acknowledgeUpTo(STREAM, id(5));
    assertThat((List<?>) server.execute(Command.XPENDING, STREAM, "rollbook"))
        .first()
        .isEqualTo(0L);
  }

  @Test
  void shouldKnowNothingOfAStreamThatIsNotThere() {
    assertThat(look()).isEqualTo(StreamLook.ABSENT);
    connection.awaitEntries(Map.of(STREAM, EntryId.ZERO), Duration.ofMillis(10));
  }

  @Test
  void shouldNameWhatIsInTheWay() {
    server.execute(Command.SET, STREAM, "not a stream");

    assertThatExceptionOfType(RedisRefusedException.class)
        .isThrownBy(this::look)
        .withMessageStartingWith("WRONGTYPE");
  }

  /// Just then it must drain what it can.
  @Test
  void shouldReadOnWhereTheServerHasNoMemoryLeft() {
    add(3);
    connection.createGroup(STREAM);
    server.execute(Command.CONFIG, "SET", "maxmemory", "1mb");

    assertThat(look().entries()).hasSize(3);
    connection.acknowledge(STREAM, List.of(id(1), id(2), id(3)));
  }

  @Test
  void shouldDoWithTheRightsThatOperatorsAreToldToGive() {
    add(3);
    grant(RIGHTS);
    try (var limited = limited()) {
      limited.createGroup(STREAM);
      assertThat(limited.look(STREAM, Optional.empty(), 10).entries()).hasSize(3);
      limited.acknowledgeUpTo(STREAM, id(3));
      limited.awaitEntries(Map.of(STREAM, EntryId.ZERO), Duration.ofMillis(10));
    }
  }

  @Test
  void shouldNameTheRightThatIsMissing() {
    add(3);
    grant("~dev-*", "+multi", "+exec", "+exists", "+select");
    try (var limited = limited()) {
      assertThatExceptionOfType(RedisRefusedException.class)
          .isThrownBy(() -> limited.look(STREAM, Optional.empty(), 10))
          .withMessageContaining("xinfo");
    }
  }

  @Test
  void shouldGoOnWithAServerThatCameBack() {
    add(3);
    connection.createGroup(STREAM);
    server.kill9();
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(this::look);
    server.restart();

    assertThat(look().entries()).hasSize(3);
  }

  private void grant(String... rights) {
    var words = new ArrayList<>(List.of("SETUSER", "bridge", "on", ">secret"));
    words.addAll(List.of(rights));
    server.execute(Command.ACL, words.toArray(String[]::new));
  }

  private RedisConnection limited() {
    return new RedisConnection(
        RedisAddress.of("redis://bridge:secret@127.0.0.1:%d".formatted(server.port())), "test");
  }

  private StreamLook look() {
    return connection.look(STREAM, Optional.empty(), 10);
  }

  private static StreamPosition at(int entry) {
    return new StreamPosition(id(entry), entry, entry, id(entry));
  }

  private static EntryId id(int entry) {
    return new EntryId(entry, 0);
  }

  private void add(int entries) {
    for (int entry = 1; entry <= entries; entry++) {
      server.execute(Command.XADD, STREAM, id(entry).toString(), "type", "x");
    }
  }
}
