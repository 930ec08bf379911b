package org.rollbook.benchmark.baseline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.rollbook.benchmark.data.TwoCourses;
import org.rollbook.enrollments.api.EnrollmentQueries;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.QueryMeters;

/// Our server over other rows, in a process of its own.
public final class BaselineMain {

  static final String STARTED = "Serving the rows of a baseline";

  /// As many as our topologies take by default.
  private static final int CONCURRENT_READS = 256;

  private BaselineMain() {}

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
                new TwoCourses(Integer.parseInt(arguments[1]), Instant.parse(arguments[2])).rows());
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
