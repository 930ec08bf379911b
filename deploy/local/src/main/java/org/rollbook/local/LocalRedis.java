package org.rollbook.local;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rollbook.local.settings.LocalPorts;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.local.status.Status;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;
import org.rollbook.testkit.redis.RedisServer;

/// The Redis server that the LMS publishes to.
final class LocalRedis implements Component {

  private final LocalPorts ports;
  private final Path data;
  private volatile @Nullable RedisServer running;
  private boolean closed;

  /// @throws org.rollbook.testkit.settings.WrongSettingException if there is none on this machine
  LocalRedis(LocalPorts ports, Path data) {
    if (!RedisServer.isInstalled()) {
      throw LocalSettings.wrong(
          "bus", "needs Redis 7 or newer on this machine, such as Debian's package redis-server");
    }
    this.ports = ports;
    this.data = data;
  }

  @Override
  public synchronized void start() {
    if (!closed) {
      running = RedisServer.keepingDataIn(data, ports.redis());
    }
  }

  @Override
  public Status.Part part() {
    return new Status.Part("Redis", health(), Addresses.redis(ports), List.of());
  }

  private Health health() {
    RedisServer server = running;
    if (server == null) {
      return Health.of(Condition.STARTING);
    }
    return server.isAlive()
        ? Health.of(Condition.READY)
        : new Health(Condition.DEAD, "see " + data.resolve("log"));
  }

  /// The page shows it; nothing else is told.
  @Override
  public void onEnd(Consumer<String> listener) {}

  @Override
  public synchronized void close() {
    closed = true;
    if (running != null) {
      running.close();
    }
  }
}
