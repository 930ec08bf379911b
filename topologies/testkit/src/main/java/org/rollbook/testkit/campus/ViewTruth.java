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

/// What a right view may answer about rows of one kind and a course's figures of them; the [Truth]
/// says what makes an answer right. Any thread.
///
/// @param <S> what events say of a row
/// @param <R> the row
/// @param <F> what is counted of a course's rows
public final class ViewTruth<S extends Said, R, F> implements Samples {

  private final RowLaw<S, R, F> law;
  private final Duration memory;
  private final Map<CourseKey, CourseTruth<S, R, F>> courses = new ConcurrentHashMap<>();
  private final KnownKeys keys = new KnownKeys();

  ViewTruth(RowLaw<S, R, F> law, Duration memory) {
    this.law = law;
    this.memory = memory;
  }

  Truth.Sending sending(S said) {
    keys.add(said.key());
    return courses
        .computeIfAbsent(said.key().course(), course -> new CourseTruth<>(course, law, memory))
        .sending(said);
  }

  /// The row when everything acknowledged is in.
  public Optional<R> row(EnrollmentKey key) {
    return story(key, story -> story.rowAt(Instant.MAX)).flatMap(Function.identity());
  }

  /// What was said of a row, each event once, newest first.
  public List<S> history(EnrollmentKey key) {
    return story(key, Story::history).orElseGet(List::of);
  }

  /// Every row when everything acknowledged is in, in no order.
  public List<R> rows() {
    return courses.values().stream().flatMap(course -> course.rows().stream()).toList();
  }

  /// A learner's rows when everything acknowledged is in, in no order.
  public List<R> rowsOf(LearnerId learner) {
    return courses.keySet().stream()
        .flatMap(course -> row(new EnrollmentKey(learner, course)).stream())
        .toList();
  }

  /// A course's rows when everything acknowledged is in, by learner id.
  public List<R> rowsOf(CourseKey course) {
    return Optional.ofNullable(courses.get(course)).map(CourseTruth::rows).orElseGet(List::of);
  }

  /// A course's figures when everything acknowledged is in; none if it has no rows.
  public Optional<F> figures(CourseKey course) {
    return sumOf(course, rowsOf(course));
  }

  /// The figures of a course that has these rows; none if there are none.
  public Optional<F> sumOf(CourseKey course, List<R> rows) {
    return law.figuresOf(course, rows);
  }

  /// Whose row it is.
  public EnrollmentKey keyOf(R row) {
    return law.keyOf(row);
  }

  /// Every course that something was sent about.
  public Set<CourseKey> courses() {
    return Set.copyOf(courses.keySet());
  }

  /// Everybody who has a row when everything acknowledged is in.
  public Set<LearnerId> learners() {
    return rows().stream().map(row -> keyOf(row).learner()).collect(Collectors.toSet());
  }

  @Override
  public List<EnrollmentKey> lately() {
    return keys.lately();
  }

  @Override
  public Optional<EnrollmentKey> any(RandomGenerator chance) {
    return keys.any(chance);
  }

  /// Judges a row, or that there is none.
  public Judgement judge(EnrollmentKey key, Instant asOf, Optional<R> observed) {
    return story(key, story -> story.judge(asOf, observed))
        .orElseGet(
            () ->
                observed.isEmpty()
                    ? new Agrees()
                    : new Disagrees(Fault.WRONG_ROW, "%s: no event ever said so".formatted(key)));
  }

  /// Judges a row that must tell of an event about it, or of one that overrules it.
  public Judgement judgeWritten(
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

  @Override
  public boolean isSettled(EnrollmentKey key, Instant asOf) {
    return story(key, story -> story.isSettledAt(asOf)).orElse(true);
  }

  /// Judges all rows of a course.
  public Judgement judgeRowsOf(CourseKey course, Instant asOf, List<R> observed) {
    var known = Optional.ofNullable(courses.get(course)).map(CourseTruth::keys).orElseGet(Set::of);
    return judgeList(known, asOf, observed);
  }

  /// Judges all rows of a learner.
  public Judgement judgeRowsOf(LearnerId learner, Instant asOf, List<R> observed) {
    var known =
        courses.keySet().stream()
            .map(course -> new EnrollmentKey(learner, course))
            .collect(Collectors.toSet());
    return judgeList(known, asOf, observed);
  }

  /// Judges a course's figures, or that there are none.
  public Judgement judgeFigures(CourseKey course, Instant asOf, Optional<F> observed) {
    var known = Optional.ofNullable(courses.get(course));
    if (known.isPresent()) {
      return known.get().judgeFigures(asOf, observed);
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
        .map(ViewTruth::ofAList)
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
