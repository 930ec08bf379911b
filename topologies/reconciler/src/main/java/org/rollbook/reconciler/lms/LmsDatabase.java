package org.rollbook.reconciler.lms;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.event.Rejection;
import org.rollbook.reconciler.lms.LmsConnection.Binding;

/// What is asked of the LMS's database, in short statements. One thread asks.
///
/// Only the rows of some organisations are seen, if they are named.
public final class LmsDatabase implements AutoCloseable {

  /// More rows than this are left to the next whole pass.
  private static final int MOST_CHANGED = 50_000;

  private static final DateTimeFormatter PARAMETER =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final LmsConnection connection;
  private final Dialect dialect;
  private final Orgs orgs;

  /// @param url of JDBC, without credentials
  public LmsDatabase(String url, String username, Optional<String> password, Orgs orgs) {
    this.connection = new LmsConnection(url, username, password);
    this.dialect = connection.dialect();
    this.orgs = orgs;
  }

  /// Reads each column that is needed of no row, so that a missing table, column or permission is
  /// found before the first pass.
  public void requireColumns(ComparedTable<?> table) throws SQLException {
    var _ = connection.ask(table.rowsSql(dialect, "1=0"), _ -> true);
    var _ = connection.ask(table.rowsSql(dialect, table.changed() + " IS NULL AND 1=0"), _ -> true);
  }

  /// The database's clock and load.
  public LmsClock clock() throws SQLException {
    return new ServerClock(connection).now();
  }

  /// The last primary key of the next rows behind one; empty if there are none. Keys have gaps, of
  /// any size.
  ///
  /// @param most how many rows
  public OptionalLong endOfChunk(ComparedTable<?> table, long after, int most) throws SQLException {
    return connection.ask(
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
    return connection.number("SELECT COALESCE(MAX(user_id), 0) FROM " + table.name());
  }

  /// Digests by bucket of the rows between two primary keys.
  ///
  /// @param after exclusive
  /// @param to inclusive
  public SortedMap<Long, RowsDigest> digestsByKey(
      ComparedTable<?> table, long bucketSize, long after, long to) throws SQLException {
    return digests(table.digestsSql(dialect, bucketSize, ofOrgs("id > ? AND id <= ?")), after, to);
  }

  /// Digests by bucket of the rows of learners.
  ///
  /// @param from inclusive
  /// @param to exclusive
  public SortedMap<Long, RowsDigest> digestsOfLearners(
      ComparedTable<?> table, long bucketSize, long from, long to) throws SQLException {
    return digests(
        table.digestsSql(dialect, bucketSize, ofOrgs("user_id >= ? AND user_id < ?")), from, to);
  }

  private SortedMap<Long, RowsDigest> digests(String sql, long from, long to) throws SQLException {
    return connection.ask(
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
    return rows(table, ofOrgs("id > ? AND id <= ?") + " ORDER BY id", after, to);
  }

  /// The rows of learners.
  ///
  /// @param from inclusive
  /// @param to exclusive
  public <T> List<TableRow<T>> rowsOfLearners(ComparedTable<T> table, long from, long to)
      throws SQLException {
    return rows(table, ofOrgs("user_id >= ? AND user_id < ?") + " ORDER BY id", from, to);
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
        ofOrgs(table.changed() + " >= " + dialect.timeParameter())
            + " ORDER BY %s LIMIT %d".formatted(table.changed(), MOST_CHANGED),
        statement -> {
          statement.setString(1, PARAMETER.format(since));
        });
  }

  private <T> List<TableRow<T>> rows(ComparedTable<T> table, String condition, Binding binding)
      throws SQLException {
    return connection.ask(
        table.rowsSql(dialect, condition),
        binding,
        result -> {
          List<TableRow<T>> rows = new ArrayList<>();
          while (result.next()) {
            var row =
                new TableRow<>(
                    result.getLong("id"), result.getLong("user_id"), value(table, result));
            // MySQL's conditions do not distinguish case.
            if (row.value().map(table.key()).map(LearnerCourse::course).stream()
                .allMatch(orgs::include)) {
              rows.add(row);
            }
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

  private String ofOrgs(String condition) {
    return orgs.all() ? condition : condition + " AND " + orgs.condition("course_id");
  }

  /// How long the database was kept busy since the start.
  public Duration busy() {
    return connection.busy();
  }

  /// How many statements were sent since the start.
  public long statements() {
    return connection.statements();
  }

  @Override
  public void close() {
    connection.close();
  }
}
