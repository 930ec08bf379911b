package org.rollbook.benchmark.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollbook.benchmark.measure.OsProcesses;
import org.rollbook.benchmark.measure.Served;
import org.rollbook.benchmark.site.Database;
import org.rollbook.benchmark.site.TwoCourses;
import org.rollbook.enrollments.api.EnrollmentQueries;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.database.Postgres;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JavaCommand;
import org.rollbook.testkit.process.JvmArguments;

/// Our server over other rows, in a process of its own.
public final class BaselineServer implements AutoCloseable {

  private static final String STARTED = "Serving the rows of a baseline";

  /// With room for the rows on top of what Rollbook gets.
  private static final List<String> FOR_THE_MAP = List.of("-Xms2g", "-Xmx2g");

  /// As many as our topologies take by default.
  private static final int CONCURRENT_READS = 256;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ChildProcess process;
  private final Served served;

  private BaselineServer(ChildProcess process, Served served) {
    this.process = process;
    this.served = served;
  }

  /// Over hash maps.
  public static BaselineServer ofMap(TwoCourses courses, Path folder) {
    return start(
        List.of(Integer.toString(courses.learners()), courses.founded().toString()),
        FOR_THE_MAP,
        List.of(),
        folder.resolve("map"));
  }

  /// Over the table `enrollments`, which must be filled already.
  public static BaselineServer ofPostgres(Postgres postgres, Path folder) {
    return start(
        List.of(Database.of(postgres).url()),
        JvmArguments.AT_WORK,
        List.of(postgres.pid()),
        folder.resolve("postgres"));
  }

  public Served served() {
    return served;
  }

  @Override
  public void close() {
    process.close();
  }

  /// @param others processes that work for its answers too
  private static BaselineServer start(
      List<String> rows, List<String> jvm, List<Long> others, Path folder) {
    int port = FreePort.next();
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(port)));
    arguments.addAll(rows);
    ChildProcess process =
        ChildProcess.start(
            JavaCommand.ofMain(BaselineServer.class, jvm, Map.of(), folder, arguments));
    try {
      process.awaitLine(STARTED, PATIENCE);
      List<Long> all = new ArrayList<>(others);
      all.add(process.pid());
      return new BaselineServer(
          process, new Served(URI.create("http://127.0.0.1:" + port), new OsProcesses(all)));
    } catch (RuntimeException | AssertionError e) {
      process.close();
      throw e;
    }
  }

  /// Serves until it is killed.
  ///
  /// @param arguments the port, and where the rows are: a JDBC URL, or those of [TwoCourses] by
  ///   learners and time
  @SuppressWarnings("SystemOut") // Read by the process that started it.
  public static void main(String[] arguments) {
    BaselineRows rows =
        arguments.length == 2
            ? new PostgresRows(arguments[1])
            : new MapRows(
                new TwoCourses(Integer.parseInt(arguments[1]), Instant.parse(arguments[2]))
                    .rows().stream().map(SampleRows::row).toList());
    var _ =
        HttpServer.start(
            new HttpSettings(
                Integer.parseInt(arguments[0]),
                0,
                Optional.of("127.0.0.1"),
                Optional.empty(),
                HttpSettings.Security.OFF,
                Duration.ofMinutes(5),
                CONCURRENT_READS),
            QueryMeters.NONE,
            RejectedEvents.NONE,
            new EnrollmentQueries(new BaselineEnrollments(rows, InstantSource.system())));
    System.out.println(STARTED);
  }
}
