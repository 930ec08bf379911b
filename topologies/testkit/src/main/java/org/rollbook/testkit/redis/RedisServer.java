package org.rollbook.testkit.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.process.ServerProcess;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;

/// A Redis server of Debian's. It keeps what it has in a file, as Tutor's does, so that a kill
/// loses nothing.
public final class RedisServer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

  private final Path folder;
  private final int port;
  private final List<String> options;
  private final Runnable tidyUp;
  private ServerProcess process;

  private RedisServer(Path folder, int port, List<String> options, Runnable tidyUp) {
    this.folder = folder;
    this.port = port;
    this.options = List.copyOf(options);
    this.tidyUp = tidyUp;
    process = started();
  }

  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /// Starts one on a free port; empty where it is not installed.
  ///
  /// @param options besides the usual ones, such as `--maxmemory`, `4mb`
  public static Optional<RedisServer> start(String... options) {
    if (!isInstalled()) {
      return Optional.empty();
    }
    var folder = TemporaryFolder.create("rollbook-redis-");
    var server = new RedisServer(folder.path(), FreePort.next(), List.of(options), folder::close);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
    return Optional.of(server);
  }

  /// Starts one that keeps what it has in a folder.
  public static RedisServer keepingDataIn(Path folder, int port) {
    try {
      return new RedisServer(Files.createDirectories(folder), port, List.of(), () -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerProcess started() {
    var command =
        new ArrayList<>(
            List.of(
                PROGRAM.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toAbsolutePath().toString(),
                "--save",
                "",
                "--appendonly",
                "yes"));
    command.addAll(options);
    return ServerProcess.start(command, folder.resolve("log"), "Ready to accept connections");
  }

  public int port() {
    return port;
  }

  /// The URL of its first database.
  public String url() {
    return "redis://127.0.0.1:%d/0".formatted(port);
  }

  /// A connection, which the caller closes.
  public Connection connect() {
    return new Connection(new HostAndPort("127.0.0.1", port));
  }

  /// Executes one command, and returns the reply.
  public Object execute(Command command, String... words) {
    try (var connection = connect()) {
      connection.sendCommand(command, words);
      return connection.getOne();
    }
  }

  /// Ends it without a chance to tidy up (`SIGKILL`).
  public void kill9() {
    process.kill9();
  }

  /// Starts it again, with what it had.
  public void restart() {
    process = started();
  }

  /// Whether it runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Ends it. May be called twice.
  @Override
  public void close() {
    process.kill9();
    tidyUp.run();
  }
}
