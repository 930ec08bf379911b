package org.rollbook.bridge.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.bridge.EntryId;
import org.rollbook.model.bridge.StreamPosition;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/// One connection to Redis, opened when it is needed. Not for several threads.
///
/// All its methods throw a [RedisRefusedException] if the server refuses, and a
/// [JedisConnectionException] if it cannot be reached; after that the next call connects anew.
public final class RedisConnection implements AutoCloseable {

  /// Of every instance. One instance at a time reads a stream, always from the position that it
  /// states itself, so nothing would be gained by names for instances.
  private static final String GROUP = "rollbook";

  private static final String CONSUMER = "bridge";

  private static final int MAX_PENDING = 1_000;

  /// How many commands of a look come before the entries are read.
  private static final int UNTIL_READING = 5;

  private final RedisAddress address;
  private final String name;
  private @Nullable Connection connection;

  /// @param name by which the server lists the connection
  public RedisConnection(RedisAddress address, String name) {
    this.address = address;
    this.name = name;
  }

  /// Looks at a stream and reads on, in one transaction: what is read is exactly what the stream
  /// held when it was looked at.
  ///
  /// The group is set to the position first. So it does not matter whether another instance, which
  /// has been replaced and does not know it yet, has read in the group meanwhile; and entries that
  /// it has read and not acknowledged are ours now.
  ///
  /// @param position after which to read; empty for the beginning
  /// @param count how many entries at most
  public StreamLook look(String stream, Optional<StreamPosition> position, int count) {
    EntryId after = position.map(StreamPosition::id).orElse(EntryId.ZERO);
    long ordinal = position.map(StreamPosition::ordinal).orElse(0L);
    List<CommandArguments> commands =
        List.of(
            command(Command.EXISTS, stream),
            command(Command.XINFO, "STREAM", stream),
            command(Command.XINFO, "GROUPS", stream),
            command(Command.XRANGE, stream, after.toString(), after.toString()),
            command(
                Command.XGROUP,
                "SETID",
                stream,
                GROUP,
                after.toString(),
                "ENTRIESREAD",
                Long.toString(ordinal)),
            command(
                Command.XREADGROUP,
                "GROUP",
                GROUP,
                CONSUMER,
                "COUNT",
                Integer.toString(count),
                "STREAMS",
                stream,
                ">"));
    try {
      return look(inTransaction(commands), count);
    } catch (RedisRefusedException refused) {
      if (String.valueOf(refused.getMessage()).startsWith("OOM")) {
        return lookWithoutMemory(commands, count);
      }
      throw refused;
    }
  }

  /// A server without memory takes no transaction. It takes no new entries either, so that the
  /// stream is likely to be the same before and after; if it is not, this look is worth nothing.
  private StreamLook lookWithoutMemory(List<CommandArguments> commands, int count) {
    List<Object> replies = new ArrayList<>();
    commands.forEach(command -> replies.add(reply(command)));
    StreamLook look = look(replies, count);
    var later = new ArrayList<>(replies);
    for (int at = 0; at < UNTIL_READING; at++) {
      later.set(at, reply(commands.get(at)));
    }
    if (!look(later, count).isOfSameCountsAs(look)) {
      throw new RedisRefusedException("OOM, and the stream has changed while it was read");
    }
    return look;
  }

  private Object reply(CommandArguments command) {
    try {
      Connection open = connection();
      open.sendCommand(command);
      return orNothing(open.getOne());
    } catch (JedisDataException refused) {
      return refused;
    } catch (JedisConnectionException gone) {
      close();
      throw gone;
    }
  }

  /// A list must have no null.
  private static Object orNothing(@Nullable Object reply) {
    return reply == null ? List.of() : reply;
  }

  private List<Object> inTransaction(List<CommandArguments> commands) {
    try (var transaction = new Transaction(connection())) {
      commands.forEach(transaction::sendCommand);
      return transaction.exec();
    } catch (JedisDataException refused) {
      throw refusal(refused);
    } catch (JedisConnectionException gone) {
      close();
      throw gone;
    }
  }

  private static CommandArguments command(Command command, String... words) {
    var arguments = new CommandArguments(command);
    for (String word : words) {
      arguments.add(word);
    }
    return arguments;
  }

  private static StreamLook look(List<Object> replies, int count) {
    if (!Long.valueOf(1).equals(accepted(replies.getFirst()))) {
      return StreamLook.ABSENT;
    }
    Map<String, Object> stream = fields(accepted(replies.get(1)));
    if (!stream.containsKey("entries-added")) {
      throw new RedisRefusedException(
          "the server is older than Redis 7.0, which does not count the entries of streams");
    }
    boolean hasGroup =
        list(accepted(replies.get(2))).stream()
            .anyMatch(group -> GROUP.equals(text(fields(group).get("name"))));
    List<StreamEntry> entries =
        hasGroup ? entries(accepted(replies.get(4)), replies.get(UNTIL_READING)) : List.of();
    return new StreamLook(
        true,
        hasGroup,
        number(stream, "length"),
        number(stream, "entries-added"),
        id(stream, "recorded-first-entry-id"),
        id(stream, "last-generated-id"),
        id(stream, "max-deleted-entry-id"),
        !list(accepted(replies.get(3))).isEmpty(),
        entries,
        entries.size() < count);
  }

  /// @param set the reply to setting the group, which must have been accepted
  private static List<StreamEntry> entries(Object set, @Nullable Object read) {
    if (!"OK".equals(text(set))) {
      throw new RedisRefusedException("the group's position was not set: " + text(set));
    }
    if (read == null) {
      return List.of();
    }
    var entries = new ArrayList<StreamEntry>();
    for (Object stream : list(accepted(read))) {
      for (Object entry : list(list(stream).get(1))) {
        entries.add(entry(list(entry)));
      }
    }
    return entries;
  }

  private static StreamEntry entry(List<?> parts) {
    List<?> flat = list(parts.get(1));
    var fields = new ArrayList<StreamEntry.Field>();
    for (int at = 0; at + 1 < flat.size(); at += 2) {
      fields.add(new StreamEntry.Field(text(flat.get(at)), (byte[]) flat.get(at + 1)));
    }
    return new StreamEntry(id(text(parts.getFirst())), fields);
  }

  /// Makes our group of a stream, unless it has one.
  public void createGroup(String stream) {
    try {
      execute(Command.XGROUP, "CREATE", stream, GROUP, EntryId.ZERO.toString());
    } catch (RedisRefusedException refused) {
      if (!String.valueOf(refused.getMessage()).startsWith("BUSYGROUP")) {
        throw refused;
      }
    }
  }

  /// Acknowledges entries.
  public void acknowledge(String stream, Collection<EntryId> entries) {
    if (!entries.isEmpty()) {
      execute(
          Command.XACK,
          Stream.concat(Stream.of(stream, GROUP), entries.stream().map(EntryId::toString))
              .toArray(String[]::new));
    }
  }

  /// Acknowledges what an earlier instance has published and not acknowledged any more.
  public void acknowledgeUpTo(String stream, EntryId last) {
    List<EntryId> pending;
    do {
      pending =
          list(
                  execute(
                      Command.XPENDING,
                      stream,
                      GROUP,
                      "-",
                      last.toString(),
                      Integer.toString(MAX_PENDING)))
              .stream()
              .map(entry -> id(text(list(entry).getFirst())))
              .toList();
      acknowledge(stream, pending);
    } while (pending.size() == MAX_PENDING);
  }

  /// Returns when one of the streams may have entries after a position, or the time is over.
  public void awaitEntries(Map<String, EntryId> after, Duration atMost) {
    var words = new ArrayList<>(List.of("COUNT", "1", "BLOCK", Long.toString(atMost.toMillis())));
    words.add("STREAMS");
    words.addAll(after.keySet());
    after.values().forEach(id -> words.add(id.toString()));
    execute(Command.XREAD, words.toArray(String[]::new));
  }

  private Object execute(Command command, String... words) {
    try {
      Connection open = connection();
      open.sendCommand(command, words);
      return open.getOne();
    } catch (JedisDataException refused) {
      throw refusal(refused);
    } catch (JedisConnectionException gone) {
      close();
      throw gone;
    }
  }

  private Connection connection() {
    if (connection == null) {
      connection = new Connection(address.server(), address.config(name));
    }
    return connection;
  }

  /// Where a transaction was discarded, the reason is what a command of it was refused for.
  private static RedisRefusedException refusal(JedisDataException refused) {
    Throwable reason = refused.getSuppressed().length == 0 ? refused : refused.getSuppressed()[0];
    return new RedisRefusedException(
        String.valueOf(reason.getMessage()).lines().findFirst().orElse(""));
  }

  private static Object accepted(@Nullable Object reply) {
    if (reply instanceof JedisDataException refused) {
      throw refusal(refused);
    }
    if (reply == null) {
      throw new RedisRefusedException("there is no answer");
    }
    return reply;
  }

  /// A reply of names and values in turn.
  private static Map<String, Object> fields(Object reply) {
    List<?> flat = list(reply);
    var fields = new HashMap<String, Object>();
    for (int at = 0; at + 1 < flat.size(); at += 2) {
      Object value = flat.get(at + 1);
      if (value != null) {
        fields.put(text(flat.get(at)), value);
      }
    }
    return fields;
  }

  private static List<?> list(@Nullable Object reply) {
    return reply instanceof List<?> list ? list : List.of();
  }

  private static long number(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Long number ? number : 0;
  }

  private static EntryId id(Map<String, Object> fields, String name) {
    return id(text(fields.get(name)));
  }

  private static EntryId id(String text) {
    return EntryId.parse(text)
        .orElseThrow(() -> new RedisRefusedException("not the id of an entry: " + text));
  }

  private static String text(@Nullable Object reply) {
    return reply instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(reply);
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
