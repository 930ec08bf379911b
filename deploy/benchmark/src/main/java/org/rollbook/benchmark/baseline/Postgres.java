package org.rollbook.benchmark.baseline;

import java.io.File;
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

/// A PostgreSQL server of Debian's, as it comes out of `initdb`, on a free port. It refuses to run
/// as root, so root runs it as `postgres`.
public final class Postgres implements AutoCloseable {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";

  private final Path programs;
  private final TemporaryFolder folder;
  private final int port = FreePort.next();

  /// PostgreSQL does not end with the process that started it.
  private final Thread atExit = Thread.ofPlatform().unstarted(this::stop);

  private Postgres(Path programs, TemporaryFolder folder) {
    this.programs = programs;
    this.folder = folder;
  }

  public static boolean isInstalled() {
    return programs().isPresent();
  }

  /// Starts one; empty where it is not installed.
  public static Optional<Postgres> start() {
    return programs()
        .map(
            programs -> {
              var postgres = new Postgres(programs, TemporaryFolder.create("rollbook-postgres-"));
              postgres.begin();
              return postgres;
            });
  }

  /// The JDBC URL.
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
  }

  /// The first of its processes, which has started the others.
  public long pid() {
    try {
      return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst());
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
    run("pg_ctl", "stop", "-D", data().toString(), "-m", "immediate", "-w");
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

  private void begin() {
    if (isRoot()) {
      execute(List.of("chown", USER, folder.path().toString()));
    }
    run("initdb", "-D", data().toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C");
    run(
        "pg_ctl",
        "start",
        "-D",
        data().toString(),
        "-w",
        "-l",
        folder.path().resolve("log").toString(),
        "-o",
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''".formatted(port));
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private Path data() {
    return folder.path().resolve("data");
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", USER, "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    execute(command);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void execute(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(new File("/"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(command + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
