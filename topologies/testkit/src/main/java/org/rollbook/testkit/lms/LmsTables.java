package org.rollbook.testkit.lms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
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

  private final PatientConnection database;
  private final TableHistory<LmsEnrollment> enrollments = new TableHistory<>();
  private final TableHistory<LmsGrade> grades = new TableHistory<>();

  private LmsTables(PatientConnection database) {
    this.database = database;
  }

  /// Makes the tables unless they are there.
  ///
  /// @param url of the LMS's database
  /// @param user who may do anything, without a password
  public static LmsTables open(String url, String user) {
    var tables = new LmsTables(new PatientConnection(url, user));
    tables.database.update(ENROLLMENTS);
    tables.database.update(GRADES);
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
    database.updateOrInsert(
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
    database.updateOrInsert(
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
            database.update(
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
    database.update(
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
    return database.rows(
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
    return database.rows(
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
  public void together(Runnable writes) {
    database.together(writes);
  }

  @Override
  public void close() {
    database.close();
  }
}
