package org.rollbook.benchmark.footprint;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.testkit.campus.EventPayload;
import org.rollbook.testkit.campus.GradeUpdate;
import org.rollbook.testkit.campus.NoChange;
import org.rollbook.testkit.campus.Score;
import org.rollbook.testkit.campus.TrueEnrollment;

/// The tables of a small site: the latest state of each enrollment and each grade. One thread.
final class SmallTables implements AutoCloseable {

  private static final String TABLES =
      """
      create table if not exists enrollments (
        learner_id bigint, course_key text, mode text, is_active boolean, enrolled_at timestamptz,
        event_time timestamptz, event_id text, primary key (learner_id, course_key));
      create index if not exists enrollments_of_course on enrollments (course_key, learner_id);
      create table if not exists grades (
        learner_id bigint, course_key text, percent double precision, letter text,
        is_passing boolean, passed_at timestamptz, event_time timestamptz, event_id text,
        primary key (learner_id, course_key));
      create index if not exists grades_of_course on grades (course_key, learner_id)\
      """;

  private static final String PUT_ENROLLMENT =
      """
      insert into enrollments as it values (?, ?, ?, ?, ?, ?, ?)
      on conflict (learner_id, course_key) do update set
        mode = excluded.mode, is_active = excluded.is_active, enrolled_at = excluded.enrolled_at,
        event_time = excluded.event_time, event_id = excluded.event_id
      where excluded.event_time >= it.event_time\
      """;

  private static final String PUT_GRADE =
      """
      insert into grades as it values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (learner_id, course_key) do update set
        percent = coalesce(excluded.percent, it.percent),
        letter = coalesce(excluded.letter, it.letter), is_passing = excluded.is_passing,
        passed_at = coalesce(excluded.passed_at, it.passed_at),
        event_time = excluded.event_time, event_id = excluded.event_id
      where excluded.event_time >= it.event_time\
      """;

  private final Connection database;
  private final PreparedStatement enrollment;
  private final PreparedStatement grade;

  SmallTables(String url) throws SQLException {
    database = DriverManager.getConnection(url);
    database.setAutoCommit(false);
    enrollment = database.prepareStatement(PUT_ENROLLMENT);
    grade = database.prepareStatement(PUT_GRADE);
  }

  /// Creates them if they do not exist.
  static void create(String url) throws SQLException {
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement()) {
      statement.execute(TABLES);
    }
  }

  void put(EventPayload payload) throws SQLException {
    switch (payload) {
      case TrueEnrollment row -> put(row);
      case GradeUpdate update -> put(update);
      case NoChange _ -> {}
    }
  }

  /// Writes what was put.
  void commit() throws SQLException {
    enrollment.executeBatch();
    grade.executeBatch();
    database.commit();
  }

  private void put(TrueEnrollment row) throws SQLException {
    enrollment.setLong(1, row.key().learner().value());
    enrollment.setString(2, row.key().course().value());
    enrollment.setString(3, row.mode());
    enrollment.setBoolean(4, row.active());
    enrollment.setObject(5, time(row.enrolledAt()));
    enrollment.setObject(6, time(row.stamp().eventTime()));
    enrollment.setString(7, row.stamp().eventId());
    enrollment.addBatch();
  }

  private void put(GradeUpdate update) throws SQLException {
    grade.setLong(1, update.key().learner().value());
    grade.setString(2, update.key().course().value());
    set(3, update.score().map(Score::percent), Types.DOUBLE);
    set(4, update.score().map(Score::letter), Types.VARCHAR);
    grade.setBoolean(5, update.passing());
    set(6, update.passedAt().map(SmallTables::time), Types.TIMESTAMP_WITH_TIMEZONE);
    grade.setObject(7, time(update.stamp().eventTime()));
    grade.setString(8, update.stamp().eventId());
    grade.addBatch();
  }

  private void set(int at, Optional<?> value, int type) throws SQLException {
    @Nullable Object or = value.orElse(null);
    grade.setObject(at, or, type);
  }

  private static OffsetDateTime time(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
