package org.rollbook.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.process.Command;
import org.rollbook.testkit.process.ServerProcess;

/// A MariaDB server with the character set that Tutor gives the LMS.
public final class MariaDb implements AutoCloseable {

  private static final String STARTED = "ready for connections";

  private final Programs programs;
  private final Path folder;
  private final int port;
  private final List<String> options;
  private final Runnable tidyUp;
  private ServerProcess process;

  /// What a server is started with.
  ///
  /// @param more arguments of the program that makes a data folder
  public record Programs(Path server, Path install, List<String> more) {

    private static final Programs DEBIAN =
        new Programs(
            Path.of("/usr/sbin/mariadbd"), Path.of("/usr/bin/mariadb-install-db"), List.of());

    private static final Path DEBIAN_DEFAULTS = Path.of("/usr/bin/my_print_defaults");

    /// Debian's, if they are installed.
    public static Optional<Programs> ofDebian() {
      return Stream.of(DEBIAN.server, DEBIAN.install, DEBIAN_DEFAULTS).allMatch(Files::isExecutable)
          ? Optional.of(DEBIAN)
          : Optional.empty();
    }

    /// Those of an unpacked distribution.
    public static Programs in(Path home) {
      return new Programs(
          home.resolve("bin/mariadbd"),
          home.resolve("scripts/mariadb-install-db"),
          List.of("--basedir=" + home));
    }
  }

  private MariaDb(Programs programs, Path folder, int port, List<String> options, Runnable tidyUp) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
    this.options = options;
    this.tidyUp = tidyUp;
    if (!Files.exists(data())) {
      install();
    }
    process = started();
  }

  /// Beside the data folder at first: half of one would never start.
  private void install() {
    Path partly = folder.resolve("data.part");
    var command =
        new ArrayList<>(
            List.of(
                programs.install().toString(),
                "--no-defaults",
                "--datadir=" + partly,
                "--tmpdir=" + temporary(),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--user=" + System.getProperty("user.name")));
    command.addAll(programs.more());
    try {
      TemporaryFolder.at(partly).close();
      var _ = Command.run(command.toArray(String[]::new));
      Files.move(partly, data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  /// A server that starts deletes the temporary tables of all that share its folder.
  private Path temporary() {
    try {
      return Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts Debian's on a free port, with nothing in it; empty where it is not installed.
  ///
  /// @param options besides the usual ones
  public static Optional<MariaDb> start(String... options) {
    return Programs.ofDebian()
        .map(
            programs -> {
              var folder = TemporaryFolder.create("rollbook-mariadb-");
              var server =
                  new MariaDb(
                      programs, folder.path(), FreePort.next(), List.of(options), folder::close);
              Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
              return server;
            });
  }

  /// Starts one that keeps what it has in a folder.
  public static MariaDb start(Programs programs, Path folder, int port) {
    return new MariaDb(programs, folder, port, List.of(), () -> {});
  }

  private ServerProcess started() {
    return ServerProcess.start(command(), folder.resolve("log"), STARTED);
  }

  private List<String> command() {
    var command =
        new ArrayList<>(
            List.of(
                programs.server().toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data(),
                "--tmpdir=" + temporary(),
                "--socket=socket",
                "--pid-file=" + folder.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci"));
    command.addAll(options);
    return command;
  }

  public int port() {
    return port;
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

  /// Ends it, and deletes what nobody named. May be called twice.
  @Override
  public void close() {
    kill9();
    tidyUp.run();
  }
}
