package org.rollbook.reconciler.lms;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A connection to the LMS's database, read only. Each question is one short statement on its own:
/// there is no transaction that the server would keep old rows for, and nothing is ever locked.
///
/// One thread asks; any thread may look at the meters. A connection that breaks is made again at
/// the next question.
final class LmsConnection implements AutoCloseable {

  /// No statement may take longer: the LMS needs its database more than we do.
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final int FETCHED_AT_ONCE = 1_000;

  private final String url;
  private final Properties credentials;
  private final Dialect dialect;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong statements = new AtomicLong();
  private @Nullable Connection connection;

  /// @param url of JDBC, without credentials
  LmsConnection(String url, String username, Optional<String> password) {
    this.url = url;
    this.dialect = Dialect.of(url);
    this.credentials = new Properties();
    credentials.setProperty("user", username);
    password.ifPresent(secret -> credentials.setProperty("password", secret));
    credentials.setProperty("connectTimeout", timeout(CONNECT_WITHIN));
    credentials.setProperty("socketTimeout", timeout(LIMIT.multipliedBy(2)));
  }

  /// PostgreSQL's driver counts in seconds, the others in milliseconds.
  private String timeout(Duration timeout) {
    return Long.toString(dialect == Dialect.POSTGRESQL ? timeout.toSeconds() : timeout.toMillis());
  }

  Dialect dialect() {
    return dialect;
  }

  /// How long the database was kept busy since the start.
  Duration busy() {
    return Duration.ofNanos(nanos.get());
  }

  /// How many statements were sent since the start.
  long statements() {
    return statements.get();
  }

  @FunctionalInterface
  interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  interface Reader<R> {
    R of(ResultSet result) throws SQLException;
  }

  /// The number that a statement without parameters answers with.
  long number(String sql) throws SQLException {
    return ask(
        sql,
        row -> {
          row.next();
          return row.getLong(1);
        });
  }

  /// The answer to a statement without parameters.
  <R> R ask(String sql, Reader<R> reader) throws SQLException {
    return ask(sql, _ -> {}, reader);
  }

  <R> R ask(String sql, Binding binding, Reader<R> reader) throws SQLException {
    Connection opened = connected();
    long begun = System.nanoTime();
    try (PreparedStatement statement = opened.prepareStatement(sql)) {
      statement.setFetchSize(FETCHED_AT_ONCE);
      binding.to(statement);
      try (ResultSet result = statement.executeQuery()) {
        return reader.of(result);
      }
    } catch (SQLException failed) {
      if (isLost(failed)) {
        close();
        throw because("the connection to the database was lost", failed);
      }
      throw failed;
    } finally {
      nanos.addAndGet(System.nanoTime() - begun);
      statements.incrementAndGet();
    }
  }

  /// Drivers say little more than that a socket was closed. Whether it is lost stays to be seen
  /// from what is thrown.
  private static SQLException because(String what, SQLException failed) {
    String message = what + ": " + failed.getMessage();
    return isLost(failed)
        ? new SQLRecoverableException(message, failed.getSQLState(), failed)
        : new SQLException(message, failed.getSQLState(), failed);
  }

  /// SQLSTATE 08 is a broken connection, 57P a PostgreSQL server that goes down.
  static boolean isLost(SQLException failed) {
    String state = String.valueOf(failed.getSQLState());
    return failed instanceof SQLRecoverableException
        || failed instanceof SQLNonTransientConnectionException
        || failed instanceof SQLTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("57P");
  }

  private Connection connected() throws SQLException {
    Connection opened = connection;
    if (opened != null) {
      return opened;
    }
    Connection made;
    try {
      made = connect();
    } catch (SQLException failed) {
      throw because("cannot connect to the database", failed);
    }
    try {
      made.setReadOnly(true);
      made.setAutoCommit(true);
      try (Statement limit = made.createStatement()) {
        limit.execute(Dialect.limit(made.getMetaData().getDatabaseProductName(), LIMIT));
      }
    } catch (SQLException failed) {
      made.close();
      throw failed;
    }
    connection = made;
    return made;
  }

  /// MariaDB's driver also speaks to MySQL, if its URL begins like its own. An operator may put
  /// MySQL's driver on the class path, which then takes its own URLs.
  private Connection connect() throws SQLException {
    boolean known = DriverManager.drivers().anyMatch(driver -> accepts(driver, url));
    String accepted = known ? url : url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
    return DriverManager.getConnection(accepted, credentials);
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException no) {
      return false;
    }
  }

  @Override
  public void close() {
    Connection opened = connection;
    connection = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (SQLException broken) {
        // It is gone, which is all that was asked for.
      }
    }
  }
}
