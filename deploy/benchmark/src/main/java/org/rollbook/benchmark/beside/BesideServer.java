package org.rollbook.benchmark.beside;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rollbook.benchmark.data.TwoCourses;
import org.rollbook.benchmark.system.MainProcess;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JvmArguments;

/// A process that serves the same endpoints from other rows.
public final class BesideServer implements AutoCloseable {

  /// With room for the rows beside what Rollbook gets.
  private static final List<String> FOR_THE_MAP = List.of("-Xms2g", "-Xmx2g");

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
        FOR_THE_MAP,
        folder.resolve("map"));
  }

  /// Over the table that is there.
  public static BesideServer ofPostgres(Postgres postgres, Path folder) {
    return start(List.of(postgres.url()), JvmArguments.AT_WORK, folder.resolve("postgres"));
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

  private static BesideServer start(List<String> rows, List<String> jvm, Path folder) {
    int port = FreePort.next();
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(port)));
    arguments.addAll(rows);
    ChildProcess process = MainProcess.start(BesideMain.class, jvm, folder, arguments);
    try {
      process.awaitLine(BesideMain.STARTED, PATIENCE);
      return new BesideServer(process, port);
    } catch (RuntimeException | AssertionError e) {
      process.close();
      throw e;
    }
  }
}
