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
import org.rollbook.testkit.campus.TruthJudgement.Agrees;
import org.rollbook.testkit.campus.TruthJudgement.Disagrees;
import org.rollbook.testkit.campus.TruthJudgement.Fault;

/// The answers that a right view may give about rows of one kind and a course's figures of them;
/// the [Truth] defines which answers are right. Any thread.
///
/// @param <S> the payload of events about a row
/// @param <R> the row
/// @param <F> the figures of a course's rows
public final class ViewTruth<S extends EventPayload, R, F> implements Samples {

  private final TruthLaw<S, R, F> law;
  private final Duration memory;
  private final Map<CourseKey, CourseTruth<S, R, F>> courses = new ConcurrentHashMap<>();
  private final KnownKeys keys = new KnownKeys();
  private volatile Runnable catchUp = () -> {};

  ViewTruth(TruthLaw<S, R, F> law, Duration memory) {
    this.law = law;
    this.memory = memory;
  }

  void fedBy(Runnable others) {
    catchUp = others;
  }

  /// Waits until everything that is on the bus now was added, whoever published it.
  public void catchUp() {
    catchUp.run();
  }

  Truth.Sending sending(S payload) {
    keys.add(payload.key());
    return courses
        .computeIfAbsent(payload.key().course(), course -> new CourseTruth<>(course, law, memory))
        .sending(payload);
  }

  /// The row with all acknowledged events applied.
  public Optional<R> row(CampusEnrollmentKey key) {
    return story(key, story -> story.rowAt(Instant.MAX)).flatMap(Function.identity());
  }

  /// The acknowledged events of a row, each once, newest first.
  public List<S> history(CampusEnrollmentKey key) {
    return story(key, Story::history).orElseGet(List::of);
  }

  /// Every row with all acknowledged events applied, in no order.
  public List<R> rows() {
    return courses.values().stream().flatMap(course -> course.rows().stream()).toList();
  }

  /// The digests that the LMS's database makes of these rows, by bucket of 4,096 learners.
  public Map<Long, LmsDigest> digests() {
    return LmsDigest.byBucket(rows(), law::keyOf, law::lmsText);
  }

  /// A learner's rows with all acknowledged events applied, in no order.
  public List<R> rowsOf(LearnerId learner) {
    return courses.keySet().stream()
        .flatMap(course -> row(new CampusEnrollmentKey(learner, course)).stream())
        .toList();
  }

  /// A course's rows with all acknowledged events applied, by learner id.
  public List<R> rowsOf(CourseKey course) {
    return Optional.ofNullable(courses.get(course)).map(CourseTruth::rows).orElseGet(List::of);
  }

  /// A course's figures with all acknowledged events applied; none if it has no rows.
  public Optional<F> figures(CourseKey course) {
    return sumOf(course, rowsOf(course));
  }

  /// The figures of a course that has these rows; none if there are none.
  public Optional<F> sumOf(CourseKey course, List<R> rows) {
    return law.figuresOf(course, rows);
  }

  /// The key of a row.
  public CampusEnrollmentKey keyOf(R row) {
    return law.keyOf(row);
  }

  /// Every course that has had an event.
  public Set<CourseKey> courses() {
    return Set.copyOf(courses.keySet());
  }

  /// Every learner who has a row with all acknowledged events applied.
  public Set<LearnerId> learners() {
    return rows().stream().map(row -> keyOf(row).learner()).collect(Collectors.toSet());
  }

  @Override
  public List<CampusEnrollmentKey> lately() {
    return keys.lately();
  }

  @Override
  public Optional<CampusEnrollmentKey> any(RandomGenerator chance) {
    return keys.any(chance);
  }

  /// The text of which the LMS's database makes the digest of a row, with all acknowledged events
  /// applied.
  public Optional<String> lmsText(CampusEnrollmentKey key) {
    return row(key).flatMap(law::lmsText);
  }

  /// Judges a row, or its absence.
  public TruthJudgement judge(CampusEnrollmentKey key, Instant asOf, Optional<R> observed) {
    return story(key, story -> story.judge(asOf, observed))
        .orElseGet(
            () ->
                observed.isEmpty()
                    ? new Agrees()
                    : new Disagrees(Fault.WRONG_ROW, "%s: no event makes this row".formatted(key)));
  }

  /// Judges a row that must reflect an event about it, or an event that overrules it.
  public TruthJudgement judgeWritten(
      CampusEnrollmentKey key, EventStamp written, Instant asOf, Optional<R> observed) {
    boolean emitted =
        observed.stream()
            .flatMap(row -> law.stampsOf(row).stream())
            .anyMatch(stamp -> !StampLaw.overrules(written, stamp));
    return emitted
        ? judge(key, asOf, observed)
        : new Disagrees(
            Fault.LOST_WRITE, "%s: %s at %s without %s".formatted(key, observed, asOf, written));
  }

  @Override
  public boolean isSettled(CampusEnrollmentKey key, Instant asOf) {
    return story(key, story -> story.isSettledAt(asOf)).orElse(true);
  }

  /// Judges all rows of a course.
  public TruthJudgement judgeRowsOf(CourseKey course, Instant asOf, List<R> observed) {
    var known = Optional.ofNullable(courses.get(course)).map(CourseTruth::keys).orElseGet(Set::of);
    return judgeList(known, asOf, observed);
  }

  /// Judges all rows of a learner.
  public TruthJudgement judgeRowsOf(LearnerId learner, Instant asOf, List<R> observed) {
    var known =
        courses.keySet().stream()
            .map(course -> new CampusEnrollmentKey(learner, course))
            .collect(Collectors.toSet());
    return judgeList(known, asOf, observed);
  }

  /// Judges a course's figures, or their absence.
  public TruthJudgement judgeFigures(CourseKey course, Instant asOf, Optional<F> observed) {
    var known = Optional.ofNullable(courses.get(course));
    if (known.isPresent()) {
      return known.get().judgeFigures(asOf, observed);
    }
    return observed.isEmpty()
        ? new Agrees()
        : new Disagrees(Fault.WRONG_ROW, "%s: no event was ever sent about it".formatted(course));
  }

  private TruthJudgement judgeList(Set<CampusEnrollmentKey> known, Instant asOf, List<R> observed) {
    var rows = new HashMap<CampusEnrollmentKey, R>();
    for (var row : observed) {
      CampusEnrollmentKey key = law.keyOf(row);
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

  /// A list without a row claims that row's absence.
  private static TruthJudgement ofAList(TruthJudgement row) {
    return row instanceof Disagrees(var fault, var why) && fault == Fault.FALSE_ABSENCE
        ? new Disagrees(Fault.PARTIAL_LIST, why)
        : row;
  }

  private <T> Optional<T> story(CampusEnrollmentKey key, Function<Story<S, R>, T> question) {
    return Optional.ofNullable(courses.get(key.course()))
        .flatMap(course -> course.of(key.learner(), question));
  }
}
