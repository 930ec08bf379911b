package org.rollbook.benchmark.beside;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rollbook.benchmark.data.Roll;
import org.rollbook.model.CourseKey;
import org.rollbook.runtime.http.HttpServer;
import org.rollbook.runtime.http.HttpSettings;
import org.rollbook.runtime.query.QueryMeters;
import org.rollbook.runtime.rejected.RejectedEvents;

/// Our server over other rows, in a process of its own.
public final class BesideMain {

  static final String STARTED = "Serving rows that are kept beside";

  /// As many as ours takes when nobody sets it otherwise.
  private static final int CONCURRENT_READS = 256;

  private BesideMain() {}

  /// Serves until it is killed.
  ///
  /// @param arguments the port, where the rows are (`map` or a JDBC URL), and the rolls as number
  ///   and key of each course
  @SuppressWarnings("SystemOut") // Read by who started it.
  public static void main(String[] arguments) {
    List<Roll> rolls =
        Arrays.stream(arguments)
            .skip(2)
            .map(roll -> roll.split(" ", 2))
            .map(roll -> new Roll(CourseKey.parse(roll[1]), Integer.parseInt(roll[0])))
            .toList();
    Rows rows =
        arguments[1].startsWith("jdbc:") ? new PostgresRows(arguments[1]) : new MapRows(rolls);
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
            new BesideEnrollments(rows, InstantSource.system()));
    System.out.println(STARTED);
  }
}
