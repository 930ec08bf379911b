package org.rollbook.testkit.campus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.Judgement.Agrees;
import org.rollbook.testkit.campus.Judgement.Disagrees;
import org.rollbook.testkit.campus.Judgement.Fault;
import org.rollbook.testkit.campus.Judgement.NotJudged;

/// The truth about one course's rows of one kind. Any thread.
final class CourseTruth<S extends Said, R, F> {

  private final CourseKey course;
  private final RowLaw<S, R, F> law;
  private final Duration memory;
  private final NavigableMap<LearnerId, Story<S, R>> stories = new TreeMap<>();

  CourseTruth(CourseKey course, RowLaw<S, R, F> law, Duration memory) {
    this.course = course;
    this.law = law;
    this.memory = memory;
  }

  /// Notes an event before it is sent: from then on it may be seen, and until it is acknowledged it
  /// need not.
  synchronized Truth.Sending sending(S said) {
    Story<S, R> story = story(said.key().learner());
    Story.Saying<S> saying = story.saying(said);
    return at -> acknowledge(story, saying, at);
  }

  private synchronized void acknowledge(Story<S, R> story, Story.Saying<S> saying, Instant at) {
    saying.acknowledge(at);
    if (!memory.equals(Truth.FOREVER)) {
      story.forgetOutdatedAt(at.minus(memory));
    }
  }

  private Story<S, R> story(LearnerId learner) {
    return stories.computeIfAbsent(
        learner, someone -> new Story<>(new EnrollmentKey(someone, course), law));
  }

  synchronized <T> Optional<T> of(LearnerId learner, Function<Story<S, R>, T> question) {
    return Optional.ofNullable(stories.get(learner)).map(question);
  }

  /// The rows when everything acknowledged is in, by learner id.
  synchronized List<R> rows() {
    return stories.values().stream().flatMap(story -> story.rowAt(Instant.MAX).stream()).toList();
  }

  synchronized Set<EnrollmentKey> keys() {
    return stories.values().stream().map(Story::key).collect(Collectors.toSet());
  }

  /// Judges what is counted of the course's rows.
  synchronized Judgement judgeFigures(Instant asOf, Optional<F> observed) {
    if (stories.values().stream().anyMatch(story -> story.mayCountOtherwiseSince(asOf))) {
      return new NotJudged("%s: events on the way at %s".formatted(course, asOf));
    }
    Optional<F> expected = law.figuresOf(course, rows());
    return expected.equals(observed)
        ? new Agrees()
        : new Disagrees(
            observed.isEmpty() ? Fault.FALSE_ABSENCE : Fault.WRONG_ROW,
            "%s: counts %s at %s, should be %s".formatted(course, observed, asOf, expected));
  }
}
