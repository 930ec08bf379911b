package org.rollbook.testkit.lms;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A connection to a database that waits while the server is away, as the LMS does. Any thread.
final class PatientConnection implements AutoCloseable {

  private static final Duration RETRY = Duration.ofMillis(100);

  private final String url;
  private final String user;
  private @Nullable Connection connection;
  private boolean waiting = true;
  private volatile boolean closed;

  /// @param user who needs no password
  PatientConnection(String url, String user) {
    this.url = url;
    this.user = user;
  }

  /// Executes a statement whose effect is the same if it is executed twice.
  void update(String sql, @Nullable Object... values) {
    int _ = patiently(() -> execute(sql, values));
  }

  /// Updates a row, or inserts it if there is none. Tried again, it finds the row that the first
  /// try may have inserted.
  ///
  /// @param updateAndInsert two statements with the same parameters
  void updateOrInsert(List<String> updateAndInsert, @Nullable Object... values) {
    int _ =
        patiently(
            () -> {
              int updated = execute(updateAndInsert.getFirst(), values);
              return updated > 0 ? updated : execute(updateAndInsert.getLast(), values);
            });
  }

  private int execute(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connected().prepareStatement(sql)) {
      for (int at = 0; at < values.length; at++) {
        statement.setObject(at + 1, values[at]);
      }
      return statement.executeUpdate();
    }
  }

  /// The rows of a query.
  <T> List<T> rows(String sql, ResultReader<T> reader) {
    return patiently(
        () -> {
          try (Statement statement = connected().createStatement();
              ResultSet found = statement.executeQuery(sql)) {
            var rows = new ArrayList<T>();
            while (found.next()) {
              rows.add(reader.of(found));
            }
            return rows;
          }
        });
  }

  @FunctionalInterface
  interface ResultReader<T> {
    T of(ResultSet row) throws SQLException;
  }

  /// Executes what is asked for meanwhile in one transaction. A server that goes away is not waited
  /// for.
  synchronized void together(Runnable statements) {
    try {
      Connection used = connected();
      used.setAutoCommit(false);
      try {
        waiting = false;
        statements.run();
        used.commit();
      } finally {
        waiting = true;
        used.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  private synchronized <T> T patiently(Work<T> work) {
    while (true) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      try {
        return work.run();
      } catch (SQLException e) {
        if (closed || !waiting || !isAway(e)) {
          throw new IllegalStateException(e);
        }
        connection = null;
        LockSupport.parkNanos(RETRY.toNanos());
      }
    }
  }

  /// Whether it is about the connection (SQL state 08) or a server that ends.
  private static boolean isAway(SQLException failed) {
    String state = String.valueOf(failed.getSQLState());
    return state.startsWith("08") || state.equals("70100");
  }

  private Connection connected() throws SQLException {
    if (connection == null) {
      connection = DriverManager.getConnection(url, user, "");
    }
    return connection;
  }

  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      try {
        if (connection != null) {
          connection.close();
        }
      } catch (SQLException alreadyGone) {
        // It is closed then.
      }
    }
  }
}
