package org.rollbook.reconciler.lms;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.rollbook.testkit.database.MariaDb;
import org.rollbook.testkit.database.Postgres;

/// A database server with an LMS's database on it, for tests.
///
/// @param url of the LMS's database
/// @param administrator may do anything, without a password
public record LmsServer(String kind, String url, String administrator, Runnable closing)
    implements AutoCloseable {

  private static final String READER = "rollbook";
  private static final String PASSWORD = "change-me";

  /// Starts a server; the test is skipped where it is not installed.
  public static LmsServer start(String kind) {
    return switch (kind) {
      case "mysql" -> on(required(MariaDb.start(), "MariaDB"));
      case "postgres" -> {
        Postgres server = required(Postgres.start(), "PostgreSQL");
        run(server.url("postgres"), server.administrator(), "CREATE DATABASE openedx");
        yield new LmsServer(kind, server.url("openedx"), server.administrator(), server::close);
      }
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /// The LMS's database on a server that the test may kill.
  public static LmsServer on(MariaDb server) {
    run(
        server.url(""),
        server.administrator(),
        "CREATE DATABASE openedx CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
    return new LmsServer("mysql", server.url("openedx"), server.administrator(), server::close);
  }

  private static <T> T required(Optional<T> server, String name) {
    assumeTrue(server.isPresent(), name + " is not installed");
    return server.orElseThrow();
  }

  /// The database as the reconciler opens it, with the permissions of a script.
  public LmsDatabase reader() {
    return new LmsDatabase(url, READER, Optional.of(PASSWORD), Orgs.ALL);
  }

  /// The database as somebody who may do anything.
  public LmsDatabase open() {
    return open(Orgs.ALL);
  }

  /// The same, with the rows of some organisations.
  public LmsDatabase open(Orgs orgs) {
    return new LmsDatabase(url, administrator, Optional.empty(), orgs);
  }

  /// Makes the tables of the contract, with its rows and the permissions of the reader.
  public void loadContract() {
    Path folder = Path.of(System.getProperty("rollbook.contract.home", ""), "lms-tables");
    for (String script : List.of(kind, "rows-" + kind, "grants-" + kind)) {
      try {
        run(Files.readString(folder.resolve(script + ".sql")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Runs statements as somebody who may do anything.
  public void run(String script) {
    run(url, administrator, script);
  }

  /// Tries a statement as the reader.
  public void tryAsReader(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, READER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void run(String url, String user, String script) {
    String many = url.startsWith("jdbc:mariadb") ? url + "?allowMultiQueries=true" : url;
    try (Connection connection = DriverManager.getConnection(many, user, "");
        Statement statement = connection.createStatement()) {
      statement.execute(script);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closing.run();
  }
}
