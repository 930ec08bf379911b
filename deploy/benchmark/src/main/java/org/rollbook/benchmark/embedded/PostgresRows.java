package org.rollbook.benchmark.embedded;

import static java.util.stream.Collectors.toMap;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rollbook.benchmark.site.EnrollmentTable;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;

/// Rows of an [EnrollmentTable], through a pool of connections.
final class PostgresRows implements BaselineRows {

  /// Usual advice: some more than twice the cores.
  private static final int CONNECTIONS = 8;

  private static final String SELECT =
      "select %s from enrollments where ".formatted(EnrollmentTable.NAMES);

  private final HikariDataSource pool;

  /// Sets the parameters of a statement.
  @FunctionalInterface
  private interface Parameters {
    void setIn(PreparedStatement statement) throws SQLException;
  }

  PostgresRows(String url) {
    var settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setMaximumPoolSize(CONNECTIONS);
    pool = new HikariDataSource(settings);
  }

  @Override
  public Optional<Stamped<Enrollment>> row(LearnerCourse key) {
    return selected(
            "learner_id = ? and course_key = ?",
            statement -> {
              statement.setLong(1, key.learner().value());
              statement.setString(2, key.course().value());
            })
        .stream()
        .findFirst();
  }

  @Override
  public List<Optional<Stamped<Enrollment>>> rows(List<LearnerCourse> keys) {
    Map<LearnerCourse, Stamped<Enrollment>> found =
        selected(
                "(learner_id, course_key) = any (select * from unnest(?::bigint[], ?::text[]))",
                statement -> {
                  statement.setArray(
                      1, array(statement, "bigint", keys, key -> key.learner().value()));
                  statement.setArray(
                      2, array(statement, "text", keys, key -> key.course().value()));
                })
            .stream()
            .collect(toMap(row -> row.payload().key(), Function.identity()));
    return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
  }

  @Override
  public List<Stamped<Enrollment>> roster(CourseKey course, long after, int size) {
    return selected(
        "course_key = ? and learner_id > ? order by learner_id limit ?",
        statement -> {
          statement.setString(1, course.value());
          statement.setLong(2, after);
          statement.setInt(3, size);
        });
  }

  private static Array array(
      PreparedStatement statement,
      String type,
      List<LearnerCourse> keys,
      Function<LearnerCourse, Object> value)
      throws SQLException {
    return statement.getConnection().createArrayOf(type, keys.stream().map(value).toArray());
  }

  private List<Stamped<Enrollment>> selected(String condition, Parameters parameters) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(SELECT + condition)) {
      parameters.setIn(statement);
      List<Stamped<Enrollment>> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(row(found));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stamped<Enrollment> row(ResultSet found) throws SQLException {
    return new Stamped<>(
        new EventStamp(
            found.getObject("event_time", OffsetDateTime.class).toInstant(),
            new EventType(found.getString("event_type")),
            found.getString("event_id"),
            found.getString("source")),
        new SourcePosition(
            found.getString("topic"),
            found.getInt("topic_partition"),
            found.getLong("topic_offset")),
        Enrollment.of(
            new LearnerId(found.getLong("learner_id")),
            CourseKey.parse(found.getString("course_key")),
            found.getString("mode"),
            found.getBoolean("is_active"),
            found.getObject("enrolled_at", OffsetDateTime.class).toInstant()));
  }
}
