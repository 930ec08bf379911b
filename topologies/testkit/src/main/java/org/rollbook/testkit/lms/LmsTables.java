package org.rollbook.testkit.lms;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.testkit.campus.LmsWrites;

/// The LMS's tables of enrollments and grades on a MariaDB server. While the server is away,
/// writing waits, as the LMS does. Any thread.
public final class LmsTables implements LmsWrites, AutoCloseable {

  /// The columns of the LMS's table that Rollbook reads, and its indexes.
  private static final String ENROLLMENTS =
      """
      CREATE TABLE IF NOT EXISTS student_courseenrollment (
        id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
        course_id varchar(255) NOT NULL,
        created datetime(6) DEFAULT NULL,
        is_active tinyint(1) NOT NULL,
        mode varchar(100) NOT NULL,
        user_id int NOT NULL,
        UNIQUE KEY (user_id, course_id),
        KEY (created))
      """;

  private static final String GRADES =
      """
      CREATE TABLE IF NOT EXISTS grades_persistentcoursegrade (
        id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
        created datetime(6) NOT NULL,
        modified datetime(6) NOT NULL,
        user_id int NOT NULL,
        course_id varchar(255) NOT NULL,
        course_edited_timestamp datetime(6) DEFAULT NULL,
        course_version varchar(255) NOT NULL,
        grading_policy_hash varchar(255) NOT NULL,
        percent_grade double NOT NULL,
        letter_grade varchar(255) NOT NULL,
        passed_timestamp datetime(6) DEFAULT NULL,
        UNIQUE KEY (course_id, user_id),
        KEY (modified, course_id),
        KEY (user_id))
      """;

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Duration RETRY = Duration.ofMillis(100);

  private final String url;
  private final String user;
  private final TableHistory<LmsEnrollment> enrollments = new TableHistory<>();
  private final TableHistory<LmsGrade> grades = new TableHistory<>();
  private @Nullable Connection connection;
  private boolean waiting = true;
  private volatile boolean closed;

  private LmsTables(String url, String user) {
    this.url = url;
    this.user = user;
  }

  /// Makes the tables unless they are there.
  ///
  /// @param url of the LMS's database
  /// @param user who may do anything, without a password
  public static LmsTables open(String url, String user) {
    var tables = new LmsTables(url, user);
    tables.update(ENROLLMENTS);
    tables.update(GRADES);
    tables.remember();
    return tables;
  }

  private void remember() {
    allEnrollments().forEach(row -> enrollments.change(key(row), Optional.of(row), () -> {}));
    allGrades().forEach(row -> grades.change(key(row), Optional.of(row), () -> {}));
  }

  @Override
  public void write(LmsEnrollment row) {
    enrollments.change(key(row), Optional.of(row), () -> upsert(row));
  }

  private void upsert(LmsEnrollment row) {
    upsert(
        List.of(
            "UPDATE student_courseenrollment SET is_active = ?, mode = ?, created = ?"
                + " WHERE user_id = ? AND course_id = ?",
            "INSERT INTO student_courseenrollment (is_active, mode, created, user_id, course_id)"
                + " VALUES (?, ?, ?, ?, ?)"),
        row.active(),
        row.mode(),
        row.created().map(MICROS::format).orElse(null),
        row.learner().value(),
        row.course().value());
  }

  @Override
  public void write(LmsGrade row) {
    grades.change(key(row), Optional.of(row), () -> upsert(row));
  }

  private void upsert(LmsGrade row) {
    upsert(
        List.of(
            "UPDATE grades_persistentcoursegrade SET percent_grade = ?, letter_grade = ?,"
                + " grading_policy_hash = ?, course_version = ?, passed_timestamp = ?,"
                + " modified = UTC_TIMESTAMP(6) WHERE user_id = ? AND course_id = ?",
            "INSERT INTO grades_persistentcoursegrade (percent_grade, letter_grade,"
                + " grading_policy_hash, course_version, passed_timestamp, user_id, course_id,"
                + " created, modified)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))"),
        row.percent(),
        row.letter(),
        row.gradingPolicyHash(),
        row.courseVersion(),
        row.passedAt().map(MICROS::format).orElse(null),
        row.learner().value(),
        row.course().value());
  }

  /// Changes a grade as Django's `.update()` does, which leaves `modified` as it is.
  void writeUnmodified(LmsGrade row) {
    grades.change(
        key(row),
        Optional.of(row),
        () ->
            update(
                "UPDATE grades_persistentcoursegrade SET percent_grade = ?, letter_grade = ?"
                    + " WHERE user_id = ? AND course_id = ?",
                row.percent(),
                row.letter(),
                row.learner().value(),
                row.course().value()));
  }

  void delete(LmsEnrollment row) {
    enrollments.change(
        key(row), Optional.empty(), () -> delete("student_courseenrollment", key(row)));
  }

  void delete(LmsGrade row) {
    grades.change(
        key(row), Optional.empty(), () -> delete("grades_persistentcoursegrade", key(row)));
  }

  private void delete(String table, LearnerCourse key) {
    update(
        "DELETE FROM " + table + " WHERE user_id = ? AND course_id = ?",
        key.learner().value(),
        key.course().value());
  }

  Optional<LmsEnrollment> anyEnrollment(RandomGenerator chance) {
    return enrollments.any(chance);
  }

  Optional<LmsGrade> anyGrade(RandomGenerator chance) {
    return grades.any(chance);
  }

  /// Every enrollment, as the table has it.
  public List<LmsEnrollment> writtenEnrollments() {
    return enrollments.rows();
  }

  /// Every grade, as the table has it.
  public List<LmsGrade> writtenGrades() {
    return grades.rows();
  }

  /// What the table of enrollments had and has.
  TableHistory<LmsEnrollment> enrollments() {
    return enrollments;
  }

  /// What the table of grades had and has.
  TableHistory<LmsGrade> grades() {
    return grades;
  }

  /// Every enrollment, from the table itself.
  public List<LmsEnrollment> allEnrollments() {
    return rows(
        "SELECT user_id, course_id, mode, is_active, created FROM student_courseenrollment",
        row ->
            new LmsEnrollment(
                new LearnerId(row.getLong("user_id")),
                new CourseKey(row.getString("course_id")),
                row.getString("mode"),
                row.getBoolean("is_active"),
                time(row, "created")));
  }

  /// Every grade, from the table itself.
  public List<LmsGrade> allGrades() {
    return rows(
        "SELECT user_id, course_id, percent_grade, letter_grade, grading_policy_hash,"
            + " course_version, passed_timestamp FROM grades_persistentcoursegrade",
        row ->
            new LmsGrade(
                new LearnerId(row.getLong("user_id")),
                new CourseKey(row.getString("course_id")),
                row.getDouble("percent_grade"),
                row.getString("letter_grade"),
                row.getString("grading_policy_hash"),
                row.getString("course_version"),
                time(row, "passed_timestamp")));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(time -> time.toInstant(ZoneOffset.UTC));
  }

  static LearnerCourse key(LmsEnrollment row) {
    return new LearnerCourse(row.learner(), row.course());
  }

  static LearnerCourse key(LmsGrade row) {
    return new LearnerCourse(row.learner(), row.course());
  }

  /// Writes much at once, in one transaction. Nobody may read meanwhile, and a server that goes
  /// away is not waited for.
  public synchronized void together(Runnable writes) {
    try {
      Connection used = connected();
      used.setAutoCommit(false);
      try {
        waiting = false;
        writes.run();
        used.commit();
      } finally {
        waiting = true;
        used.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Tried again, it finds the row that the first try may have inserted.
  private void upsert(List<String> updateAndInsert, @Nullable Object... values) {
    int _ =
        patiently(
            () -> {
              int updated = execute(updateAndInsert.getFirst(), values);
              return updated > 0 ? updated : execute(updateAndInsert.getLast(), values);
            });
  }

  private void update(String sql, @Nullable Object... values) {
    int _ = patiently(() -> execute(sql, values));
  }

  private int execute(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connected().prepareStatement(sql)) {
      for (int at = 0; at < values.length; at++) {
        statement.setObject(at + 1, values[at]);
      }
      return statement.executeUpdate();
    }
  }

  private <T> List<T> rows(String sql, ResultReader<T> reader) {
    return patiently(
        () -> {
          try (Statement statement = connected().createStatement();
              ResultSet found = statement.executeQuery(sql)) {
            var rows = new ArrayList<T>();
            while (found.next()) {
              rows.add(reader.of(found));
            }
            return rows;
          }
        });
  }

  @FunctionalInterface
  private interface ResultReader<T> {
    T of(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  /// Tries again while the server is away. What it does must be the same the second time.
  private synchronized <T> T patiently(Work<T> work) {
    while (true) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      try {
        return work.run();
      } catch (SQLException e) {
        if (closed || !waiting || !isAway(e)) {
          throw new IllegalStateException(e);
        }
        connection = null;
        LockSupport.parkNanos(RETRY.toNanos());
      }
    }
  }

  /// Whether it is about the connection (SQL state 08) or a server that ends.
  private static boolean isAway(SQLException failed) {
    String state = String.valueOf(failed.getSQLState());
    return state.startsWith("08") || state.equals("70100");
  }

  private Connection connected() throws SQLException {
    if (connection == null) {
      connection = DriverManager.getConnection(url, user, "");
    }
    return connection;
  }

  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      try {
        if (connection != null) {
          connection.close();
        }
      } catch (SQLException alreadyGone) {
        // It is closed then.
      }
    }
  }
}
