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
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.Judgement.Agrees;
import org.rollbook.testkit.campus.Judgement.Disagrees;

/// What a right view may answer, known from what was published and from nothing of Rollbook's.
///
/// An answer with the as-of T must hold every event that the bus held before T, and may hold any
/// that was sent. The truth knows for sure that the bus held an event once it was acknowledged. So
///
/// - a row is right if some published event said exactly that, and no event that was acknowledged
///   before T overrules it;
/// - absence is right if no event of the key was acknowledged before T;
/// - a roster is right if each of its rows is, and each absence from it;
/// - counts are right if they equal the roster's, and not judged while events that would change
///   them may or may not be in.
///
/// Acknowledgements and as-of times are compared as they are: whoever runs the campus on another
/// machine than the broker's reader must keep their clocks together. Any thread.
public final class Truth {

  static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final Duration memory;
  private final Map<CourseKey, CourseTruth> courses = new ConcurrentHashMap<>();
  private final KnownKeys keys = new KnownKeys();

  private Truth(Duration memory) {
    this.memory = memory;
  }

  /// Keeps every event.
  public static Truth keepingAll() {
    return new Truth(FOREVER);
  }

  /// Keeps what can be right at an as-of within the memory, and so no more than there are
  /// enrollments in the long run. Histories are as short.
  public static Truth remembering(Duration memory) {
    return new Truth(memory);
  }

  /// The truth where all of this was acknowledged long ago.
  public static Truth of(Iterable<Publication> publications) {
    var truth = keepingAll();
    publications.forEach(
        publication -> truth.sending(publication.event().said()).acknowledged(Instant.MIN));
    return truth;
  }

  /// Takes note of an event, to be called before each sending of it.
  public Sending sending(TrueEnrollment said) {
    keys.add(said.key());
    return courses
        .computeIfAbsent(said.key().course(), course -> new CourseTruth(course, memory))
        .sending(said);
  }

  /// An event on its way. One that is never acknowledged may be on the bus or not.
  @FunctionalInterface
  public interface Sending {

    /// Notes that the bus holds it.
    ///
    /// @param at not before the broker held it
    void acknowledged(Instant at);
  }

  /// The row when everything acknowledged is in.
  public Optional<TrueEnrollment> enrollment(EnrollmentKey key) {
    return story(key, story -> story.rowAt(Instant.MAX)).flatMap(Function.identity());
  }

  /// What happened to an enrollment, each event once, newest first.
  public List<TrueEnrollment> history(EnrollmentKey key) {
    return story(key, Story::history).orElseGet(List::of);
  }

  /// A learner's rows when everything acknowledged is in, in no order.
  public List<TrueEnrollment> enrollments(LearnerId learner) {
    return courses.keySet().stream()
        .flatMap(course -> enrollment(new EnrollmentKey(learner, course)).stream())
        .toList();
  }

  /// A course's rows when everything acknowledged is in, by learner id.
  public List<TrueEnrollment> roster(CourseKey course) {
    return Optional.ofNullable(courses.get(course)).map(CourseTruth::roster).orElseGet(List::of);
  }

  /// A course's counts when everything acknowledged is in; none if nobody was ever enrolled.
  public Optional<CourseCounts> counts(CourseKey course) {
    return Optional.of(CourseCounts.of(course, roster(course)))
        .filter(counts -> counts.total() > 0);
  }

  /// Every course that something was sent about.
  public Set<CourseKey> courses() {
    return Set.copyOf(courses.keySet());
  }

  /// The enrollments last sent about, newest first: where an answer is most likely to be wrong.
  public List<EnrollmentKey> lately() {
    return keys.lately();
  }

  /// Any enrollment that something was sent about.
  public Optional<EnrollmentKey> any(RandomGenerator chance) {
    return keys.any(chance);
  }

  /// Judges a row, or that there is none.
  public Judgement judge(EnrollmentKey key, Instant asOf, Optional<TrueEnrollment> observed) {
    return story(key, story -> story.judge(asOf, observed))
        .orElseGet(() -> observed.isEmpty() ? new Agrees() : neverSaid(observed.get()));
  }

  /// Judges a whole roster, active and inactive.
  public Judgement judgeRoster(CourseKey course, Instant asOf, List<TrueEnrollment> observed) {
    var known = Optional.ofNullable(courses.get(course)).map(CourseTruth::keys).orElseGet(Set::of);
    return judgeList(known, asOf, observed);
  }

  /// Judges all that a learner is enrolled in, active and inactive.
  public Judgement judgeEnrollments(
      LearnerId learner, Instant asOf, List<TrueEnrollment> observed) {
    var known =
        courses.keySet().stream()
            .map(course -> new EnrollmentKey(learner, course))
            .collect(Collectors.toSet());
    return judgeList(known, asOf, observed);
  }

  private Judgement judgeList(
      Set<EnrollmentKey> known, Instant asOf, List<TrueEnrollment> observed) {
    var rows = new HashMap<EnrollmentKey, TrueEnrollment>();
    for (var row : observed) {
      if (!known.contains(row.key())) {
        return new Disagrees("%s: does not belong in this list".formatted(row.key()));
      }
      if (rows.put(row.key(), row) != null) {
        return new Disagrees("%s: twice in one list".formatted(row.key()));
      }
    }
    return known.stream()
        .map(key -> judge(key, asOf, Optional.ofNullable(rows.get(key))))
        .filter(Disagrees.class::isInstance)
        .findFirst()
        .orElseGet(Agrees::new);
  }

  /// Judges counts, or that there are none.
  public Judgement judgeCounts(CourseKey course, Instant asOf, Optional<CourseCounts> observed) {
    var known = Optional.ofNullable(courses.get(course));
    if (known.isPresent()) {
      return known.get().judgeCounts(asOf, observed);
    }
    return observed.isEmpty()
        ? new Agrees()
        : new Disagrees("%s: nobody was ever enrolled".formatted(course));
  }

  private <T> Optional<T> story(EnrollmentKey key, Function<Story, T> question) {
    return Optional.ofNullable(courses.get(key.course()))
        .flatMap(course -> course.of(key.learner(), question));
  }

  private static Disagrees neverSaid(TrueEnrollment observed) {
    return new Disagrees("%s: no event ever said so".formatted(observed.key()));
  }
}
