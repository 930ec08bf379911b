package org.rollbook.benchmark.ingest;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables that a service would keep instead of our views: the same columns, a key for each
/// query, and each event that an enrollment has received.
///
/// @param url of the database
record UpsertTables(String url) {

  private static final List<String> ANEW =
      List.of(
          "drop table if exists enrollments, history, counts",
          """
          create table enrollments (
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
            topic_offset bigint not null,
            primary key (learner_id, course_key))\
          """,
          "create unique index on enrollments (course_key, learner_id)",
          """
          create table history (
            like enrollments,
            primary key (learner_id, course_key, event_id))\
          """,
          """
          create table counts (
            course_key text not null,
            mode text not null,
            active bigint not null,
            total bigint not null,
            primary key (course_key, mode))\
          """);

  void makeAnew() {
    execute(ANEW);
  }

  /// Creates them anew and leaves the server no work for later.
  void empty() {
    makeAnew();
    execute(List.of("checkpoint"));
  }

  private void execute(List<String> statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Totals totals() {
    return new Totals(
        number("select count(*) from enrollments"),
        number("select count(*) from enrollments where is_active"),
        number("select sum(total) from counts"),
        number("select sum(active) from counts"));
  }

  /// How many events there are in the history.
  long history() {
    return number("select count(*) from history");
  }

  private long number(String sql) {
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
