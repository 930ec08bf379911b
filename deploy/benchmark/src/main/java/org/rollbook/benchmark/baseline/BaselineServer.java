package org.rollbook.benchmark.baseline;

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
public final class BaselineServer implements AutoCloseable {

  /// With room for the rows on top of what Rollbook gets.
  private static final List<String> FOR_THE_MAP = List.of("-Xms2g", "-Xmx2g");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ChildProcess process;
  private final int port;

  private BaselineServer(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Over hash maps.
  ///
  /// @param folder where its log goes
  public static BaselineServer ofMap(TwoCourses courses, Path folder) {
    return start(
        List.of(Integer.toString(courses.learners()), courses.founded().toString()),
        FOR_THE_MAP,
        folder.resolve("map"));
  }

  /// Over the table, which must be filled already.
  public static BaselineServer ofPostgres(Postgres postgres, Path folder) {
    return start(List.of(postgres.url()), JvmArguments.AT_WORK, folder.resolve("postgres"));
  }

  /// Where it answers, without `/v1`.
  public URI root() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The id of the process.
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }

  private static BaselineServer start(List<String> rows, List<String> jvm, Path folder) {
    int port = FreePort.next();
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(port)));
    arguments.addAll(rows);
    ChildProcess process = MainProcess.start(BaselineMain.class, jvm, folder, arguments);
    try {
      process.awaitLine(BaselineMain.STARTED, PATIENCE);
      return new BaselineServer(process, port);
    } catch (RuntimeException | AssertionError e) {
      process.close();
      throw e;
    }
  }
}
