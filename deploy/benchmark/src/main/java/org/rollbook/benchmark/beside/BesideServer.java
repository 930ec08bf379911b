package org.rollbook.benchmark.beside;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rollbook.benchmark.data.TwoCourses;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JavaCommand;

/// A process that serves the same endpoints from other rows.
public final class BesideServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ChildProcess process;
  private final int port;

  private BesideServer(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Over hash maps.
  ///
  /// @param folder where its log goes
  public static BesideServer ofMap(TwoCourses courses, Path folder) {
    return start(
        List.of(Integer.toString(courses.learners()), courses.founded().toString()),
        "-Xmx2g",
        folder.resolve("map"));
  }

  /// Over the table that is there.
  public static BesideServer ofPostgres(Postgres postgres, Path folder) {
    return start(List.of(postgres.url()), "-Xmx1g", folder.resolve("postgres"));
  }

  /// Where it answers, without `/v1`.
  public URI root() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The process that it is.
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }

  private static BesideServer start(List<String> rows, String heap, Path folder) {
    int port = FreePort.next();
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "--enable-native-access=ALL-UNNAMED",
                    heap,
                    "-cp",
                    System.getProperty("java.class.path"),
                    BesideMain.class.getName(),
                    Integer.toString(port)),
                rows.stream())
            .toList();
    ChildProcess process =
        ChildProcess.start(new JavaCommand("beside", arguments, Map.of(), folder.resolve("log")));
    try {
      process.awaitLine(BesideMain.STARTED, PATIENCE);
      return new BesideServer(process, port);
    } catch (RuntimeException | AssertionError e) {
      process.close();
      throw e;
    }
  }
}
