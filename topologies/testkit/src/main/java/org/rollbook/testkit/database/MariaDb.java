package org.rollbook.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.process.Command;

/// A MariaDB server of Debian's, with the character set that Tutor gives the LMS, on a free port.
public final class MariaDb implements AutoCloseable {

  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static final Path INSTALL = Path.of("/usr/bin/mariadb-install-db");
  private static final Path DEFAULTS = Path.of("/usr/bin/my_print_defaults");
  private static final String STARTED = "ready for connections";
  private static final Duration START_WITHIN = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);

  private final TemporaryFolder folder = TemporaryFolder.create("rollbook-mariadb-");
  private final int port = FreePort.next();
  private Process process;

  /// It does not end with the process that started it.
  private final Thread atExit = Thread.ofPlatform().unstarted(this::stop);

  private MariaDb() {
    var _ =
        Command.run(
            INSTALL.toString(),
            "--no-defaults",
            "--datadir=" + folder.path().resolve("data"),
            "--tmpdir=" + temporary(),
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--user=" + System.getProperty("user.name"));
    process = started();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// A server that starts deletes the temporary tables of all that share its folder.
  private Path temporary() {
    try {
      return Files.createDirectories(folder.path().resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a server can be started here.
  public static boolean isInstalled() {
    return List.of(SERVER, INSTALL, DEFAULTS).stream().allMatch(Files::isExecutable);
  }

  /// Starts one; empty where it is not installed.
  public static Optional<MariaDb> start() {
    return isInstalled() ? Optional.of(new MariaDb()) : Optional.empty();
  }

  private Process started() {
    Path log = folder.path().resolve("log");
    try {
      Files.deleteIfExists(log);
      Process begun =
          new ProcessBuilder(
                  SERVER.toString(),
                  "--no-defaults",
                  "--user=" + System.getProperty("user.name"),
                  "--datadir=" + folder.path().resolve("data"),
                  "--tmpdir=" + temporary(),
                  "--socket=" + folder.path().resolve("socket"),
                  "--pid-file=" + folder.path().resolve("pid"),
                  "--bind-address=127.0.0.1",
                  "--port=" + port,
                  "--character-set-server=utf8mb4",
                  "--collation-server=utf8mb4_unicode_ci")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      awaitStarted(begun, log);
      return begun;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitStarted(Process begun, Path log) throws IOException {
    long deadline = System.nanoTime() + START_WITHIN.toNanos();
    while (!Files.readString(log).contains(STARTED)) {
      if (hasEnded(begun) || System.nanoTime() > deadline) {
        begun.destroyForcibly();
        throw new IllegalStateException("MariaDB does not start: " + Files.readString(log));
      }
    }
  }

  private static boolean hasEnded(Process begun) {
    try {
      return begun.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// The JDBC URL of a database, without a user.
  public String url(String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, database);
  }

  /// A user who may do anything, and needs no password.
  public String administrator() {
    return "root";
  }

  /// Ends it without a chance to tidy up (`SIGKILL`).
  public void kill9() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Starts it again, with what it had.
  public void restart() {
    process = started();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    stop();
  }

  private void stop() {
    kill9();
    folder.close();
  }
}
