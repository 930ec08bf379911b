package org.rollbook.testkit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.testkit.campus.Acknowledgement;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.EventPayload;
import org.rollbook.testkit.campus.LmsProducer;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.campus.Truth;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/// Publishes events as `event-bus-redis` does: eight fields in a fixed order, bare Avro, no key,
/// and a capped stream. One event at a time, and an event that Redis does not take is lost. Any
/// thread.
public final class RedisProducer implements LmsProducer {

  /// The default of `EVENT_BUS_REDIS_STREAM_MAX_LEN`.
  public static final int MAX_LENGTH = 10_000;

  /// Headers of the Kafka producer, and the fields with the same text, in the order of the fields.
  private static final List<List<String>> FIELDS =
      List.of(
          List.of("ce_type", "type"),
          List.of("ce_id", "id"),
          List.of("ce_source", "source"),
          List.of("ce_time", "time"),
          List.of("ce_minorversion", "minorversion"),
          List.of("sourcehost", "sourcehost"),
          List.of("sourcelib", "sourcelib"));

  private final int port;
  private final int maxLength;
  private final OpenEdxSerializer serializer;
  private final Function<EventPayload, Truth.Sending> emitted;
  private final InstantSource clock;
  private @Nullable Connection connection;

  /// Publishes to a server of this machine.
  ///
  /// @param prefix the site's `EVENT_BUS_TOPIC_PREFIX`, if it has one
  /// @param clock of the acknowledgements; the same clock as that of the bus's reader
  public RedisProducer(
      int port, int maxLength, Optional<String> prefix, Truth truth, InstantSource clock) {
    this(port, maxLength, prefix, truth::sending, clock);
  }

  private RedisProducer(
      int port,
      int maxLength,
      Optional<String> prefix,
      Function<EventPayload, Truth.Sending> emitted,
      InstantSource clock) {
    this.port = port;
    this.maxLength = maxLength;
    // No schema is registered, so that ids mean nothing.
    this.serializer = new OpenEdxSerializer(prefix, (subject, schema) -> 0);
    this.emitted = emitted;
    this.clock = clock;
  }

  /// Publishes without a truth, which takes no memory.
  public static RedisProducer to(
      int port, int maxLength, Optional<String> prefix, InstantSource clock) {
    return new RedisProducer(port, maxLength, prefix, _ -> _ -> {}, clock);
  }

  @Override
  public CompletableFuture<Acknowledgement> publish(Delivery publication) {
    ProducedEvent event = serializer.produced(publication);
    var sending = emitted.apply(event.payload());
    Instant sentAt = clock.instant();
    try {
      add(event);
    } catch (JedisException lost) {
      return CompletableFuture.failedFuture(lost);
    }
    Instant now = clock.instant();
    sending.acknowledged(now);
    return CompletableFuture.completedFuture(new Acknowledgement(Optional.empty(), sentAt, now));
  }

  private synchronized void add(ProducedEvent event) {
    try {
      Connection open = connection();
      open.sendCommand(command(event));
      open.getOne();
    } catch (JedisException broken) {
      close();
      throw broken;
    }
  }

  private CommandArguments command(ProducedEvent event) {
    var command =
        new CommandArguments(Command.XADD)
            .key(event.topic())
            .add("MAXLEN")
            .add("~")
            .add(maxLength)
            .add("*");
    FIELDS.forEach(field -> command.add(field.getLast()).add(text(event, field.getFirst())));
    return command.add("event_data").add(bare(event.value()));
  }

  private static String text(ProducedEvent event, String header) {
    return event.headers().stream()
        .filter(one -> one.key().equals(header))
        .map(Header::value)
        .map(value -> new String(value, UTF_8))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] bare(byte[] framed) {
    var avro = ConfluentFraming.parse(framed).orElseThrow().avro();
    var bytes = new byte[avro.remaining()];
    avro.duplicate().get(bytes);
    return bytes;
  }

  private Connection connection() {
    if (connection == null) {
      connection = new Connection(new HostAndPort("127.0.0.1", port));
    }
    return connection;
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
