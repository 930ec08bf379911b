package org.rollbook.benchmark.memory;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.rollbook.benchmark.baseline.PostgresTable;
import org.rollbook.benchmark.data.Campuses;

/// The content of all our stores as tables: the enrollments with an index for each query, their
/// history, and the counts.
final class PostgresStores {

  /// Written in the order of its key and never changed, as compact as it can be.
  private static final List<String> TABLES =
      List.of(
          """
          create table history as
            select *, 'applied' as outcome from events order by learner_id, course_key, event_time\
          """,
          "alter table history add primary key (learner_id, course_key, event_time, event_id)",
          """
          create table enrollments as
            select distinct on (learner_id, course_key) * from events
            order by learner_id, course_key, event_time desc\
          """,
          "drop table events",
          """
          create table counts as
            select course_key, mode, count(*) filter (where is_active) as active, count(*) as total
            from enrollments group by course_key, mode\
          """,
          "alter table counts add primary key (course_key, mode)");

  private static final List<String> AFTERWARDS = List.of("vacuum analyze", "checkpoint");

  private static final String SIZE =
      "select sum(pg_total_relation_size(name::regclass))"
          + " from unnest(array['enrollments', 'history', 'counts']) as name";

  private PostgresStores() {}

  /// Creates and fills them, vacuums them, and writes them to disk.
  ///
  /// @return the bytes of tables and indexes on disk, without the write-ahead log
  static long fill(String url, int enrollments) {
    PostgresTable.make(
        url, "events", Campuses.stamped(Campuses.until(enrollments, Campuses.young())));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : TABLES) {
        statement.execute(sql);
      }
      PostgresTable.addKeys(statement);
      for (String sql : AFTERWARDS) {
        statement.execute(sql);
      }
      try (ResultSet size = statement.executeQuery(SIZE)) {
        size.next();
        return size.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
