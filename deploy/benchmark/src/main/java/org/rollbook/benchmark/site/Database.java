package org.rollbook.benchmark.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.rollbook.testkit.database.Postgres;

/// A database by its JDBC URL, with a connection for each call.
public record Database(String url) {

  /// The one that a server comes with, as the user who may do anything.
  public static Database of(Postgres postgres) {
    return new Database(postgres.url("postgres") + "?user=" + postgres.administrator());
  }

  /// The text of a file beside a class.
  public static String text(Class<?> owner, String file) {
    try (var resource = owner.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalArgumentException("no file " + file + " beside " + owner);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs statements, each in a transaction of its own.
  ///
  /// @param script with a semicolon at the end of each
  public void run(String script) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : script.strip().split(";\\s*", 0)) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The result of a query that has one number.
  public long number(String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
