package org.rollbook.testkit.lms;

import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.testkit.campus.LmsWrites;

/// What makes the LMS's tables differ from its events, although no event is lost: transactions that
/// are rolled back after their events were sent, changes without an event, and deletions.
///
/// One thread at a time; the count may be read by any.
public final class LmsFaults implements LmsWrites {

  private final LmsTables tables;
  private final double share;
  private final RandomGenerator chance;
  private final LongAdder made = new LongAdder();

  /// @param share of the writes that are rolled back; as many rows are changed without an event,
  ///   and as many are deleted
  public LmsFaults(LmsTables tables, double share, RandomGenerator chance) {
    this.tables = tables;
    this.share = share;
    this.chance = chance;
  }

  /// How many faults there were.
  public long made() {
    return made.sum();
  }

  @Override
  public void write(LmsEnrollment row) {
    if (!happens()) {
      tables.write(row);
    }
    if (happens()) {
      tables.anyEnrollment(chance).ifPresent(tables::delete);
    }
    if (happens()) {
      tables.anyEnrollment(chance).map(LmsFaults::changed).ifPresent(tables::write);
    }
  }

  @Override
  public void write(LmsGrade row) {
    if (!happens()) {
      tables.write(row);
    }
    if (happens()) {
      tables.anyGrade(chance).ifPresent(tables::delete);
    }
    if (happens()) {
      tables.anyGrade(chance).map(this::changed).ifPresent(tables::writeUnmodified);
    }
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
    boolean happens = chance.nextDouble() < share;
    if (happens) {
      made.increment();
    }
    return happens;
  }
}
