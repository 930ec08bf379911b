package org.rollbook.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.process.Command;

/// A PostgreSQL server of Debian's, as it comes out of `initdb`, on a free port. It refuses to run
/// as root, so root runs it as `postgres`.
public final class Postgres implements AutoCloseable {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";

  private final Path programs;
  private final TemporaryFolder folder = TemporaryFolder.create("rollbook-postgres-");
  private final Path data = folder.path().resolve("data");
  private final int port = FreePort.next();

  /// PostgreSQL does not end with the process that started it.
  private final Thread atExit = Thread.ofPlatform().unstarted(this::stop);

  private Postgres(Path programs) {
    this.programs = programs;
    if (isRoot()) {
      var _ = Command.run("chown", USER, folder.path().toString());
    }
    run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C");
    String options =
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''".formatted(port);
    run("pg_ctl", "start", "-w", "-l", folder.path().resolve("log").toString(), "-o", options);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  public static boolean isInstalled() {
    return programs().isPresent();
  }

  /// Starts one; empty where it is not installed.
  public static Optional<Postgres> start() {
    return programs().map(Postgres::new);
  }

  /// The JDBC URL of a database, without a user; there is one named `postgres`.
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /// A user who may do anything, and needs no password.
  public String administrator() {
    return USER;
  }

  /// The first of its processes, which has started the others.
  public long pid() {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    stop();
  }

  private void stop() {
    run("pg_ctl", "stop", "-m", "immediate", "-w");
    folder.close();
  }

  private static Optional<Path> programs() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
          .max(Path::compareTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a program in a folder that its user can read.
  private void run(String program, String... arguments) {
    Stream<String> user = isRoot() ? Stream.of("runuser", "-u", USER, "--") : Stream.of();
    Stream<String> what =
        Stream.of("env", "-C", "/", "PGDATA=" + data, programs.resolve(program).toString());
    var _ =
        Command.run(
            Stream.of(user, what, Stream.of(arguments))
                .flatMap(words -> words)
                .toArray(String[]::new));
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
