package org.rollbook.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rollbook.local.settings.LocalPorts;
import org.rollbook.local.status.Status;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;
import org.rollbook.testkit.database.MariaDb;
import org.rollbook.testkit.lms.LmsTables;

/// The LMS's database, on a real MariaDB, with the user that operators are told to make.
final class LocalDatabase implements Component {

  static final String DATABASE = "openedx";
  static final String READER = "rollbook";
  static final String PASSWORD = "change-me";

  private static final List<String> GRANTS =
      List.of(
          "CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED BY '%s'".formatted(READER, PASSWORD),
          "GRANT SELECT (id, user_id, course_id, mode, is_active, created)"
              + " ON student_courseenrollment TO '%s'@'%%'".formatted(READER),
          "GRANT SELECT (id, user_id, course_id, percent_grade, letter_grade,"
              + " grading_policy_hash, course_version, passed_timestamp, modified)"
              + " ON grades_persistentcoursegrade TO '%s'@'%%'".formatted(READER));

  private final LocalPorts ports;
  private final Path data;
  private volatile @Nullable MariaDb running;
  private volatile @Nullable LmsTables tables;
  private boolean closed;

  LocalDatabase(LocalPorts ports, Path data) {
    this.ports = ports;
    this.data = data;
  }

  /// Starts it, and makes the tables unless they are there.
  @Override
  public synchronized void start() {
    if (closed) {
      return;
    }
    MariaDb server = MariaDb.start(MariaDbArchive.programs(data), data, ports.database());
    running = server;
    String url = server.url(DATABASE) + "?createDatabaseIfNotExist=true";
    tables = LmsTables.open(url, server.administrator());
    try (Connection connection = DriverManager.getConnection(url, server.administrator(), "");
        Statement statement = connection.createStatement()) {
      for (String grant : GRANTS) {
        statement.execute(grant);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The tables, for the campus.
  LmsTables tables() {
    LmsTables opened = tables;
    if (opened == null) {
      throw new IllegalStateException("the LMS's database is not open");
    }
    return opened;
  }

  @Override
  public Status.Part part() {
    return new Status.Part("LMS database", health(), Addresses.database(ports), List.of());
  }

  private Health health() {
    MariaDb server = running;
    if (server == null) {
      return Health.of(Condition.STARTING);
    }
    return server.isAlive()
        ? Health.of(Condition.READY)
        : new Health(Condition.DEAD, "see " + data.resolve("log"));
  }

  /// The page shows it; nothing else is told.
  @Override
  public void onEnd(Consumer<String> listener) {}

  @Override
  public synchronized void close() {
    closed = true;
    if (tables != null) {
      tables.close();
    }
    if (running != null) {
      running.close();
    }
  }
}
