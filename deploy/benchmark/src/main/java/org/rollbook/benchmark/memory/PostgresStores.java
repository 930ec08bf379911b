package org.rollbook.benchmark.memory;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.rollbook.benchmark.beside.PostgresTable;
import org.rollbook.benchmark.data.Roll;

/// All that our stores hold, as tables: the enrollments with an index for each way to ask, their
/// history, and the counts.
final class PostgresStores {

  /// Written in the order of its key and never changed, as compact as it can be.
  private static final List<String> BESIDES =
      List.of(
          """
          create table history as
            select learner_id, course_key, event_time, event_type, event_id, source, topic,
              topic_partition, topic_offset, mode, is_active, enrolled_at, 'applied' as outcome
            from enrollments order by learner_id, course_key\
          """,
          "alter table history add primary key (learner_id, course_key, event_time, event_id)",
          """
          create table counts as
            select course_key, mode, count(*) filter (where is_active) as active, count(*) as total
            from enrollments group by course_key, mode\
          """,
          "alter table counts add primary key (course_key, mode)",
          "vacuum analyze",
          "checkpoint");

  private static final String SIZE =
      "select sum(pg_total_relation_size(name::regclass))"
          + " from unnest(array['enrollments', 'history', 'counts']) as name";

  private PostgresStores() {}

  /// Makes and fills them, and has them vacuumed and written.
  ///
  /// @return the bytes of tables and indexes on disk, without the write-ahead log
  static long fill(String url, List<Roll> rolls) {
    PostgresTable.fill(url, rolls);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : BESIDES) {
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
