package org.rollbook.reconciler.lms;

import java.math.BigInteger;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.event.Rejection;

/// The LMS's database. Each question is one short statement on its own: there is no transaction
/// that the server would keep old rows for, and nothing is ever locked.
///
/// One thread uses it. A connection that breaks is made again at the next question.
public final class LmsDatabase implements AutoCloseable {

  /// No statement may take longer: the LMS needs its database more than we do.
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final int FETCHED_AT_ONCE = 1_000;

  /// More rows than this are left to the next whole pass.
  private static final int MOST_CHANGED = 50_000;

  private static final DateTimeFormatter PARAMETER =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String url;
  private final Properties credentials;
  private final Dialect dialect;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong statements = new AtomicLong();
  private @Nullable Connection connection;

  /// @param url of JDBC, without credentials
  public LmsDatabase(String url, String username, Optional<String> password) {
    this.url = url;
    this.dialect = Dialect.of(url);
    this.credentials = new Properties();
    credentials.setProperty("user", username);
    password.ifPresent(secret -> credentials.setProperty("password", secret));
    credentials.setProperty("connectTimeout", timeout(url, CONNECT_WITHIN));
    credentials.setProperty("socketTimeout", timeout(url, LIMIT.multipliedBy(2)));
  }

  /// PostgreSQL's driver counts in seconds, the others in milliseconds.
  private static String timeout(String url, Duration timeout) {
    return Long.toString(
        Dialect.of(url) == Dialect.POSTGRESQL ? timeout.toSeconds() : timeout.toMillis());
  }

  /// Reads each column that is needed of no row, so that a missing table, column or permission is
  /// found before the first pass.
  public void requireColumns(ComparedTable<?> table) throws SQLException {
    var _ = ask(table.rowsSql(dialect, "1=0"), _ -> {}, _ -> true);
    var _ = ask(table.rowsSql(dialect, table.changed() + " IS NULL AND 1=0"), _ -> {}, _ -> true);
  }

  /// The database's clock and load.
  public LmsClock clock() throws SQLException {
    Instant now =
        ask(
            "SELECT " + dialect.now(),
            _ -> {},
            row -> {
              row.next();
              return IsoTime.parse(row.getString(1));
            });
    return new LmsClock(now, lag(), running());
  }

  private Duration lag() throws SQLException {
    return switch (dialect) {
      case POSTGRESQL ->
          Duration.ofMillis(
              number(
                  "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0"
                      // The primary may just have nothing to replicate.
                      + " WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() AND EXISTS"
                      + " (SELECT 1 FROM pg_stat_wal_receiver WHERE status = 'streaming') THEN 0"
                      + " ELSE COALESCE((EXTRACT(EPOCH FROM (clock_timestamp()"
                      + " - pg_last_xact_replay_timestamp())) * 1000)::bigint, "
                      + LmsClock.UNKNOWN_LAG.toMillis()
                      + ") END"));
      case MYSQL -> replicaLag();
    };
  }

  private Duration replicaLag() throws SQLException {
    for (String question : List.of("SHOW REPLICA STATUS", "SHOW SLAVE STATUS")) {
      try {
        return ask(question, _ -> {}, LmsDatabase::replicaLag);
      } catch (SQLException refused) {
        if (isLost(refused)) {
          throw refused;
        }
      }
    }
    // Not permitted (error 1227). A server that can be written to is no replica.
    return number("SELECT @@global.read_only") == 0 ? Duration.ZERO : LmsClock.UNKNOWN_LAG;
  }

  /// Null while replication does not run.
  private static Duration replicaLag(ResultSet status) throws SQLException {
    if (!status.next()) {
      return Duration.ZERO;
    }
    for (int i = 1; i <= status.getMetaData().getColumnCount(); i++) {
      String column = status.getMetaData().getColumnLabel(i);
      if (column.equalsIgnoreCase("Seconds_Behind_Source")
          || column.equalsIgnoreCase("Seconds_Behind_Master")) {
        long seconds = status.getLong(i);
        return status.wasNull() ? LmsClock.UNKNOWN_LAG : Duration.ofSeconds(seconds);
      }
    }
    return LmsClock.UNKNOWN_LAG;
  }

  private int running() throws SQLException {
    return switch (dialect) {
      case POSTGRESQL ->
          (int) number("SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active'");
      case MYSQL ->
          ask(
              "SHOW GLOBAL STATUS LIKE 'Threads_running'",
              _ -> {},
              row -> row.next() ? row.getInt(2) : 0);
    };
  }

  private long number(String sql) throws SQLException {
    return ask(
        sql,
        _ -> {},
        row -> {
          row.next();
          return row.getLong(1);
        });
  }

  /// The last primary key of the next rows behind one; empty if there are none. Keys have gaps, of
  /// any size.
  ///
  /// @param most how many rows
  public OptionalLong endOfChunk(ComparedTable<?> table, long after, int most) throws SQLException {
    return ask(
        "SELECT MAX(id) FROM (SELECT id FROM %s WHERE id > ? ORDER BY id LIMIT %d) AS chunk"
            .formatted(table.name(), most),
        statement -> {
          statement.setLong(1, after);
        },
        row -> {
          row.next();
          long end = row.getLong(1);
          return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(end);
        });
  }

  /// The greatest id of a learner in the table; 0 if it is empty.
  public long greatestLearner(ComparedTable<?> table) throws SQLException {
    return number("SELECT COALESCE(MAX(user_id), 0) FROM " + table.name());
  }

  /// Digests by bucket of the rows between two primary keys.
  ///
  /// @param after exclusive
  /// @param to inclusive
  public SortedMap<Long, RowsDigest> digestsByKey(
      ComparedTable<?> table, long bucketSize, long after, long to) throws SQLException {
    return digests(table.digestsSql(dialect, bucketSize, "id > ? AND id <= ?"), after, to);
  }

  /// Digests by bucket of the rows of learners.
  ///
  /// @param from inclusive
  /// @param to exclusive
  public SortedMap<Long, RowsDigest> digestsOfLearners(
      ComparedTable<?> table, long bucketSize, long from, long to) throws SQLException {
    return digests(table.digestsSql(dialect, bucketSize, "user_id >= ? AND user_id < ?"), from, to);
  }

  private SortedMap<Long, RowsDigest> digests(String sql, long from, long to) throws SQLException {
    return ask(
        sql,
        statement -> {
          statement.setLong(1, from);
          statement.setLong(2, to);
        },
        row -> {
          var digests = new TreeMap<Long, RowsDigest>();
          while (row.next()) {
            // MySQL's are unsigned.
            long digest = new BigInteger(row.getString("digest")).longValue();
            digests.put(row.getLong("bucket"), new RowsDigest(row.getLong("row_count"), digest));
          }
          return digests;
        });
  }

  /// The rows between two primary keys.
  ///
  /// @param after exclusive
  /// @param to inclusive
  public <T> List<TableRow<T>> rowsByKey(ComparedTable<T> table, long after, long to)
      throws SQLException {
    return rows(table, "id > ? AND id <= ? ORDER BY id", after, to);
  }

  /// The rows of learners.
  ///
  /// @param from inclusive
  /// @param to exclusive
  public <T> List<TableRow<T>> rowsOfLearners(ComparedTable<T> table, long from, long to)
      throws SQLException {
    return rows(table, "user_id >= ? AND user_id < ? ORDER BY id", from, to);
  }

  private <T> List<TableRow<T>> rows(ComparedTable<T> table, String condition, long from, long to)
      throws SQLException {
    return rows(
        table,
        condition,
        statement -> {
          statement.setLong(1, from);
          statement.setLong(2, to);
        });
  }

  /// Rows that were made or changed since a time, as far as the table knows it; of very many the
  /// oldest.
  public <T> List<TableRow<T>> rowsChangedSince(ComparedTable<T> table, Instant since)
      throws SQLException {
    return rows(
        table,
        "%1$s >= %2$s ORDER BY %1$s LIMIT %3$d"
            .formatted(table.changed(), dialect.timeParameter(), MOST_CHANGED),
        statement -> {
          statement.setString(1, PARAMETER.format(since));
        });
  }

  private <T> List<TableRow<T>> rows(ComparedTable<T> table, String condition, Binding binding)
      throws SQLException {
    return ask(
        table.rowsSql(dialect, condition),
        binding,
        result -> {
          List<TableRow<T>> rows = new ArrayList<>();
          while (result.next()) {
            rows.add(
                new TableRow<>(
                    result.getLong("id"), result.getLong("user_id"), value(table, result)));
          }
          return rows;
        });
  }

  private static <T> Optional<T> value(ComparedTable<T> table, ResultSet row) throws SQLException {
    try {
      return Optional.of(table.reader().read(row));
    } catch (Rejection unlikeAnyEvent) {
      return Optional.empty();
    }
  }

  /// How long the database was kept busy since the start.
  public Duration busy() {
    return Duration.ofNanos(nanos.get());
  }

  /// How many statements were sent since the start.
  public long statements() {
    return statements.get();
  }

  @FunctionalInterface
  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  private interface Reader<R> {
    R of(ResultSet result) throws SQLException;
  }

  private <R> R ask(String sql, Binding binding, Reader<R> reader) throws SQLException {
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
      }
      throw failed;
    } finally {
      nanos.addAndGet(System.nanoTime() - begun);
      statements.incrementAndGet();
    }
  }

  /// SQLSTATE 08 is a broken connection, 57P a PostgreSQL server that goes down.
  private static boolean isLost(SQLException failed) {
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
    Connection made = connect();
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
