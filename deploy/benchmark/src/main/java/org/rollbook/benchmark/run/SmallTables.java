package org.rollbook.benchmark.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.rollbook.testkit.campus.EventPayload;
import org.rollbook.testkit.campus.GradeUpdate;
import org.rollbook.testkit.campus.NoChange;
import org.rollbook.testkit.campus.Score;
import org.rollbook.testkit.campus.TrueEnrollment;

/// The tables of a small site: the latest state of each enrollment and each grade. One thread.
final class SmallTables implements AutoCloseable {

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

  void put(EventPayload payload) throws SQLException {
    switch (payload) {
      case TrueEnrollment row ->
          add(
              enrollment,
              row.key().learner().value(),
              row.key().course().value(),
              row.mode(),
              row.active(),
              time(row.enrolledAt()),
              time(row.stamp().eventTime()),
              row.stamp().eventId());
      case GradeUpdate update ->
          add(
              grade,
              update.key().learner().value(),
              update.key().course().value(),
              update.score().map(Score::percent).orElse(null),
              update.score().map(Score::letter).orElse(null),
              update.passing(),
              update.passedAt().map(SmallTables::time).orElse(null),
              time(update.stamp().eventTime()),
              update.stamp().eventId());
      case NoChange _ -> {}
    }
  }

  /// Writes what was put.
  void commit() throws SQLException {
    enrollment.executeBatch();
    grade.executeBatch();
    database.commit();
  }

  private static void add(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int at = 0; at < values.length; at++) {
      statement.setObject(at + 1, values[at]);
    }
    statement.addBatch();
  }

  private static OffsetDateTime time(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
