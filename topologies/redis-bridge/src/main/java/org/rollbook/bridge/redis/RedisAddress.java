package org.rollbook.bridge.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;

/// Where Redis is, and as whom we ask: `redis://user:password@host:port/database`, or `rediss` for
/// TLS, as Open edX's Python client reads it. Its text has no credentials.
public final class RedisAddress {

  /// Not a `java.net.URI`, which refuses host names with an underscore, such as those of Docker
  /// Compose. A URL may have an `@` without a user, as in the bus's own example.
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>rediss?)://(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?"
              + "(?<host>[^:@/\\[\\]\\s]+|\\[[0-9a-fA-F:.]+])(?::(?<port>[0-9]{1,5}))?"
              + "(?:/(?<database>[0-9]{0,4}))?(?:\\?.*)?");

  private static final int PORT = 6379;
  private static final int LAST_PORT = 65_535;
  private static final int TIMEOUT_MS = 5_000;

  private final boolean tls;
  private final HostAndPort server;
  private final int database;
  private final @Nullable String user;
  private final @Nullable String password;

  private RedisAddress(Matcher url) {
    tls = url.group("scheme").equals("rediss");
    server = new HostAndPort(url.group("host"), number(url.group("port"), PORT));
    database = number(url.group("database"), 0);
    password = decoded(url.group("password"));
    // Redis knows no user without a password.
    user = password == null ? null : decoded(url.group("user"));
    if (server.getPort() < 1 || server.getPort() > LAST_PORT) {
      throw new IllegalArgumentException("no such port");
    }
  }

  private static int number(@Nullable String text, int ifAbsent) {
    return text == null || text.isEmpty() ? ifAbsent : Integer.parseInt(text);
  }

  private static @Nullable String decoded(@Nullable String text) {
    return text == null || text.isEmpty()
        ? null
        : URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /// Reads a URL.
  ///
  /// @throws IllegalArgumentException if it is none of Redis; the message has no credentials
  public static RedisAddress of(String text) {
    return parsed(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be a URL such as redis://user:password@host:6379/0, or rediss for TLS"));
  }

  private static Optional<RedisAddress> parsed(String text) {
    Matcher url = URL.matcher(text);
    try {
      return url.matches() ? Optional.of(new RedisAddress(url)) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  HostAndPort server() {
    return server;
  }

  /// @param name by which the server lists the connection
  JedisClientConfig config(String name) {
    var config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .user(user)
            .password(password)
            .database(database)
            .clientName(name)
            // An operator may allow us only the commands that we need.
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .connectionTimeoutMillis(TIMEOUT_MS)
            .socketTimeoutMillis(TIMEOUT_MS);
    if (tls) {
      config.sslOptions(SslOptions.defaults());
    }
    return config.build();
  }

  @Override
  public String toString() {
    return "%s://%s/%d".formatted(tls ? "rediss" : "redis", server, database);
  }
}
