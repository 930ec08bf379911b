package org.rollbook.testkit.lms;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.testkit.campus.LmsWrites;

/// What makes the LMS's tables differ from its events, although no event is lost: transactions that
/// are rolled back after their events were sent, changes without an event, and deletions.
///
/// One thread at a time; what was touched may be read by any.
public final class LmsFaults implements LmsWrites {

  private final LmsTables tables;
  private final double share;
  private final RandomGenerator chance;
  private final Set<LearnerCourse> enrollments = ConcurrentHashMap.newKeySet();
  private final Set<LearnerCourse> grades = ConcurrentHashMap.newKeySet();

  /// @param share of the writes that are rolled back; as many rows are changed without an event,
  ///   and as many are deleted
  public LmsFaults(LmsTables tables, double share, RandomGenerator chance) {
    this.tables = tables;
    this.share = share;
    this.chance = chance;
  }

  /// The enrollments that something happened to.
  public Set<LearnerCourse> enrollments() {
    return Set.copyOf(enrollments);
  }

  /// The grades that something happened to.
  public Set<LearnerCourse> grades() {
    return Set.copyOf(grades);
  }

  @Override
  public void write(LmsEnrollment row) {
    if (touched(Optional.of(row), LmsTables::key, enrollments).isEmpty()) {
      tables.write(row);
    }
    anyEnrollment().ifPresent(tables::delete);
    anyEnrollment().map(LmsFaults::changed).ifPresent(tables::write);
  }

  private Optional<LmsEnrollment> anyEnrollment() {
    return touched(tables.anyEnrollment(chance), LmsTables::key, enrollments);
  }

  @Override
  public void write(LmsGrade row) {
    if (touched(Optional.of(row), LmsTables::key, grades).isEmpty()) {
      tables.write(row);
    }
    anyGrade().ifPresent(tables::delete);
    anyGrade().map(this::changed).ifPresent(tables::writeUnmodified);
  }

  private Optional<LmsGrade> anyGrade() {
    return touched(tables.anyGrade(chance), LmsTables::key, grades);
  }

  /// Deletes a row of each table.
  ///
  /// @return their keys: of the enrollment and of the grade
  public List<LearnerCourse> deleteOneOfEach() {
    LmsEnrollment enrollment = found(() -> tables.anyEnrollment(chance));
    LmsGrade grade = found(() -> tables.anyGrade(chance));
    enrollments.add(LmsTables.key(enrollment));
    grades.add(LmsTables.key(grade));
    tables.delete(enrollment);
    tables.delete(grade);
    return List.of(LmsTables.key(enrollment), LmsTables.key(grade));
  }

  /// Most keys that are drawn have a row.
  private static <T> T found(Supplier<Optional<T>> draw) {
    return Stream.generate(draw).flatMap(Optional::stream).findFirst().orElseThrow();
  }

  /// A row that something happens to, if anything does.
  private <T> Optional<T> touched(
      Optional<T> row, Function<T, LearnerCourse> key, Set<LearnerCourse> all) {
    Optional<T> found = row.filter(_ -> happens());
    found.map(key).ifPresent(all::add);
    return found;
  }

  private static LmsEnrollment changed(LmsEnrollment row) {
    return new LmsEnrollment(row.learner(), row.course(), row.mode(), !row.active(), row.created());
  }

  /// As a course's staff overrides a grade in the database.
  private LmsGrade changed(LmsGrade row) {
    return new LmsGrade(
        row.learner(),
        row.course(),
        chance.nextInt(101) / 100.0,
        row.letter().isEmpty() ? "Pass" : "",
        row.gradingPolicyHash(),
        row.courseVersion(),
        row.passedAt());
  }

  private boolean happens() {
    return chance.nextDouble() < share;
  }
}
