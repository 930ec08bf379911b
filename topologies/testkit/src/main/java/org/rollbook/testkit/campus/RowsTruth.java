package org.rollbook.testkit.campus;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.Judgement.Agrees;
import org.rollbook.testkit.campus.Judgement.Disagrees;
import org.rollbook.testkit.campus.Judgement.Fault;

/// The truth about all rows of one kind. Any thread.
final class RowsTruth<S extends Said, R> {

  private final RowLaw<S, R> law;
  private final Duration memory;
  private final Map<CourseKey, CourseTruth<S, R>> courses = new ConcurrentHashMap<>();
  private final KnownKeys keys = new KnownKeys();

  RowsTruth(RowLaw<S, R> law, Duration memory) {
    this.law = law;
    this.memory = memory;
  }

  Truth.Sending sending(S said) {
    keys.add(said.key());
    return courses
        .computeIfAbsent(said.key().course(), course -> new CourseTruth<>(course, law, memory))
        .sending(said);
  }

  Optional<R> row(EnrollmentKey key) {
    return story(key, story -> story.rowAt(Instant.MAX)).flatMap(Function.identity());
  }

  List<S> history(EnrollmentKey key) {
    return story(key, Story::history).orElseGet(List::of);
  }

  List<R> rowsOf(LearnerId learner) {
    return courses.keySet().stream()
        .flatMap(course -> row(new EnrollmentKey(learner, course)).stream())
        .toList();
  }

  /// By learner id.
  List<R> rowsOf(CourseKey course) {
    return Optional.ofNullable(courses.get(course)).map(CourseTruth::rows).orElseGet(List::of);
  }

  Set<CourseKey> courses() {
    return Set.copyOf(courses.keySet());
  }

  List<EnrollmentKey> lately() {
    return keys.lately();
  }

  Optional<EnrollmentKey> any(RandomGenerator chance) {
    return keys.any(chance);
  }

  Judgement judge(EnrollmentKey key, Instant asOf, Optional<R> observed) {
    return story(key, story -> story.judge(asOf, observed))
        .orElseGet(
            () ->
                observed.isEmpty()
                    ? new Agrees()
                    : new Disagrees(Fault.WRONG_ROW, "%s: no event ever said so".formatted(key)));
  }

  /// Judges a row that must tell of an event about it, or of one that overrules it.
  Judgement judgeWritten(
      EnrollmentKey key, EventStamp written, Instant asOf, Optional<R> observed) {
    boolean told =
        observed.stream()
            .flatMap(row -> law.stampsOf(row).stream())
            .anyMatch(stamp -> !Law.overrules(written, stamp));
    return told
        ? judge(key, asOf, observed)
        : new Disagrees(
            Fault.LOST_WRITE, "%s: %s at %s without %s".formatted(key, observed, asOf, written));
  }

  /// Whether one answer only is right about a row at an instant.
  boolean isSettled(EnrollmentKey key, Instant asOf) {
    return story(key, story -> story.isSettledAt(asOf)).orElse(true);
  }

  Judgement judgeRowsOf(CourseKey course, Instant asOf, List<R> observed) {
    var known = Optional.ofNullable(courses.get(course)).map(CourseTruth::keys).orElseGet(Set::of);
    return judgeList(known, asOf, observed);
  }

  Judgement judgeRowsOf(LearnerId learner, Instant asOf, List<R> observed) {
    var known =
        courses.keySet().stream()
            .map(course -> new EnrollmentKey(learner, course))
            .collect(Collectors.toSet());
    return judgeList(known, asOf, observed);
  }

  /// @param count makes a course's right figures of its rows
  <F> Judgement judgeFigures(
      CourseKey course, Instant asOf, Optional<F> observed, Function<List<R>, Optional<F>> count) {
    var known = Optional.ofNullable(courses.get(course));
    if (known.isPresent()) {
      return known.get().judgeFigures(asOf, observed, count);
    }
    return observed.isEmpty()
        ? new Agrees()
        : new Disagrees(Fault.WRONG_ROW, "%s: nothing was ever said of it".formatted(course));
  }

  private Judgement judgeList(Set<EnrollmentKey> known, Instant asOf, List<R> observed) {
    var rows = new HashMap<EnrollmentKey, R>();
    for (var row : observed) {
      EnrollmentKey key = law.keyOf(row);
      if (!known.contains(key)) {
        return new Disagrees(Fault.WRONG_ROW, "%s: does not belong in this list".formatted(key));
      }
      if (rows.put(key, row) != null) {
        return new Disagrees(Fault.WRONG_ROW, "%s: twice in one list".formatted(key));
      }
    }
    return known.stream()
        .map(key -> judge(key, asOf, Optional.ofNullable(rows.get(key))))
        .filter(Disagrees.class::isInstance)
        .findFirst()
        .map(RowsTruth::ofAList)
        .orElseGet(Agrees::new);
  }

  /// A list that says nothing of a row claims its absence.
  private static Judgement ofAList(Judgement row) {
    return row instanceof Disagrees(var fault, var why) && fault == Fault.FALSE_ABSENCE
        ? new Disagrees(Fault.PARTIAL_LIST, why)
        : row;
  }

  private <T> Optional<T> story(EnrollmentKey key, Function<Story<S, R>, T> question) {
    return Optional.ofNullable(courses.get(key.course()))
        .flatMap(course -> course.of(key.learner(), question));
  }
}
