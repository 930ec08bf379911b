package org.rollbook.benchmark.baseline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Stamped;

/// The table that a service would keep: the columns of our answers, and a key for each query.
public final class PostgresTable {

  private static final String COLUMNS =
      """
      (
        learner_id bigint not null,
        course_key text not null,
        mode text not null,
        is_active boolean not null,
        enrolled_at timestamptz not null,
        event_time timestamptz not null,
        event_type text not null,
        event_id text not null,
        source text not null,
        topic text not null,
        topic_partition int not null,
        topic_offset bigint not null)\
      """;

  private static final String VALUES = "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final int BATCH = 10_000;

  private static final List<String> KEYS =
      List.of(
          "alter table enrollments add primary key (learner_id, course_key)",
          "create unique index on enrollments (course_key, learner_id)");

  private PostgresTable() {}

  /// Creates and fills it.
  public static void fill(String url, Stream<Stamped<Enrollment>> rows) {
    make(url, "enrollments", rows);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      addKeys(statement);
      statement.execute("vacuum analyze enrollments");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Adds its keys to a table that has all rows.
  public static void addKeys(Statement statement) throws SQLException {
    for (String sql : KEYS) {
      statement.execute(sql);
    }
  }

  /// Creates a table with its columns and fills it, without keys.
  public static void make(String url, String name, Stream<Stamped<Enrollment>> rows) {
    try (Connection connection = DriverManager.getConnection(url + "&reWriteBatchedInserts=true");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("create table " + name + " " + COLUMNS);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into " + name + " " + VALUES)) {
        insert(rows, insert);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(Stream<Stamped<Enrollment>> rows, PreparedStatement insert)
      throws SQLException {
    int inserted = 0;
    for (Iterator<Stamped<Enrollment>> all = rows.iterator(); all.hasNext(); ) {
      setIn(insert, all.next());
      insert.addBatch();
      if (++inserted % BATCH == 0) {
        insert.executeBatch();
      }
    }
    insert.executeBatch();
  }

  private static void setIn(PreparedStatement insert, Stamped<Enrollment> row) throws SQLException {
    Enrollment payload = row.payload();
    insert.setLong(1, payload.learner().value());
    insert.setString(2, payload.course().value());
    insert.setString(3, payload.mode());
    insert.setBoolean(4, payload.active());
    insert.setObject(5, payload.enrolledAt().atOffset(ZoneOffset.UTC));
    insert.setObject(6, row.stamp().eventTime().atOffset(ZoneOffset.UTC));
    insert.setString(7, row.stamp().eventType().wireName());
    insert.setString(8, row.stamp().eventId());
    insert.setString(9, row.stamp().source());
    insert.setString(10, row.position().topic());
    insert.setInt(11, row.position().partition());
    insert.setLong(12, row.position().offset());
  }
}
