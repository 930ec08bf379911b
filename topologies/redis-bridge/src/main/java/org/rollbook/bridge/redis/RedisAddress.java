package org.rollbook.bridge.redis;

import java.net.URI;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.util.JedisURIHelper;

/// Where Redis is, and as whom we ask: `redis://user:password@host:port/database`, or `rediss` for
/// TLS. Its text has no credentials.
public final class RedisAddress {

  private static final int TIMEOUT_MS = 5_000;

  private final URI url;

  private RedisAddress(URI url) {
    this.url = url;
  }

  /// Reads a URL.
  ///
  /// @throws IllegalArgumentException if it is none of Redis; the message has no credentials
  public static RedisAddress of(String text) {
    try {
      // Query parameters are of other clients.
      var url = URI.create(text.replaceFirst("\\?.*", ""));
      boolean known = JedisURIHelper.isRedisScheme(url) || JedisURIHelper.isRedisSSLScheme(url);
      if (known && url.getHost() != null && JedisURIHelper.getDBIndex(url) >= 0) {
        return new RedisAddress(url);
      }
    } catch (IllegalArgumentException malformed) {
      // Reported below, without the text, which may contain a password.
    }
    throw new IllegalArgumentException(
        "must be a URL such as redis://user:password@host:6379/0, or rediss for TLS");
  }

  HostAndPort server() {
    return url.getPort() < 0
        ? new HostAndPort(url.getHost(), 6379)
        : JedisURIHelper.getHostAndPort(url);
  }

  /// @param name by which the server lists the connection
  JedisClientConfig config(String name) {
    var config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .user(JedisURIHelper.getUser(url))
            .password(JedisURIHelper.getPassword(url))
            .database(JedisURIHelper.getDBIndex(url))
            .clientName(name)
            // An operator may allow us only the commands that we need.
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .connectionTimeoutMillis(TIMEOUT_MS)
            .socketTimeoutMillis(TIMEOUT_MS);
    if (JedisURIHelper.isRedisSSLScheme(url)) {
      config.sslOptions(SslOptions.defaults());
    }
    return config.build();
  }

  @Override
  public String toString() {
    return "%s://%s/%d".formatted(url.getScheme(), server(), JedisURIHelper.getDBIndex(url));
  }
}
