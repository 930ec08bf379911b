package org.rollbook.benchmark.site;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.rollbook.model.Stamped;
import org.rollbook.testkit.campus.TrueEnrollment;

/// Enrollments as a service would keep them in tables: the columns of our answers.
public final class EnrollmentTable {

  /// A column, and its value of a row.
  private record Column(
      String name, String type, Function<Stamped<TrueEnrollment>, Object> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("learner_id", "bigint", row -> row.payload().key().learner().value()),
          new Column("course_key", "text", row -> row.payload().key().course().value()),
          new Column("mode", "text", row -> row.payload().mode()),
          new Column("is_active", "boolean", row -> row.payload().active()),
          new Column("enrolled_at", "timestamptz", row -> row.payload().enrolledAt()),
          new Column("event_time", "timestamptz", row -> row.stamp().eventTime()),
          new Column("event_type", "text", row -> row.stamp().eventType().wireName()),
          new Column("event_id", "text", row -> row.stamp().eventId()),
          new Column("source", "text", row -> row.stamp().source()),
          new Column("topic", "text", row -> row.position().topic()),
          new Column("topic_partition", "int", row -> row.position().partition()),
          new Column("topic_offset", "bigint", row -> row.position().offset()));

  private static final int BATCH = 10_000;

  public static final String NAMES = each(Column::name);

  /// A table of rows that are the parameters of a statement, set by [#setIn].
  public static final String PARAMETERS =
      "unnest(%s) as received (%s)".formatted(each(column -> "?::" + column.type() + "[]"), NAMES);

  /// The definitions of its columns.
  public static final String DEFINITIONS =
      each(column -> column.name() + " " + column.type() + " not null");

  private EnrollmentTable() {}

  /// Sets the parameters of a statement: for each column the values of all rows.
  public static void setIn(PreparedStatement statement, List<Stamped<TrueEnrollment>> rows)
      throws SQLException {
    int at = 0;
    for (Column column : COLUMNS) {
      Object[] values = rows.stream().map(column.value()).toArray();
      statement.setArray(++at, statement.getConnection().createArrayOf(column.type(), values));
    }
  }

  /// Creates and fills `enrollments`, with a key for each query.
  public static void fill(Database database, Stream<Stamped<TrueEnrollment>> rows) {
    make(database, "enrollments", rows);
    database.run(
        """
        alter table enrollments add primary key (learner_id, course_key);
        create unique index on enrollments (course_key, learner_id);
        vacuum analyze enrollments
        """);
  }

  /// Creates a table with its columns and fills it, without keys.
  public static void make(Database database, String name, Stream<Stamped<TrueEnrollment>> rows) {
    database.run("create table %s (%s)".formatted(name, DEFINITIONS));
    String sql = "insert into %s select * from %s".formatted(name, PARAMETERS);
    var batches = rows.gather(Gatherers.windowFixed(BATCH)).iterator();
    try (Connection connection = DriverManager.getConnection(database.url());
        PreparedStatement insert = connection.prepareStatement(sql)) {
      while (batches.hasNext()) {
        setIn(insert, batches.next());
        insert.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String each(Function<Column, String> part) {
    return COLUMNS.stream().map(part).collect(Collectors.joining(", "));
  }
}
