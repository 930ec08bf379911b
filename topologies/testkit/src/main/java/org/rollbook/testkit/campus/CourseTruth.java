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
import org.rollbook.testkit.campus.TruthJudgement.Agrees;
import org.rollbook.testkit.campus.TruthJudgement.Disagrees;
import org.rollbook.testkit.campus.TruthJudgement.Fault;
import org.rollbook.testkit.campus.TruthJudgement.NotJudged;

/// The truth about one course's rows of one kind. Any thread.
final class CourseTruth<S extends EventPayload, R, F> {

  private final CourseKey course;
  private final TruthLaw<S, R, F> law;
  private final Duration memory;
  private final NavigableMap<LearnerId, Story<S, R>> stories = new TreeMap<>();

  CourseTruth(CourseKey course, TruthLaw<S, R, F> law, Duration memory) {
    this.course = course;
    this.law = law;
    this.memory = memory;
  }

  /// Adds an event before it is sent: from then on an answer may have it, and once it is
  /// acknowledged an answer must.
  synchronized Truth.Sending sending(S payload) {
    Story<S, R> story = story(payload.key().learner());
    Story.SentEvent<S> sent = story.sent(payload);
    return at -> acknowledge(story, sent, at);
  }

  private synchronized void acknowledge(Story<S, R> story, Story.SentEvent<S> sent, Instant at) {
    sent.acknowledge(at);
    if (!memory.equals(Truth.FOREVER)) {
      story.forgetOutdatedAt(at.minus(memory));
    }
  }

  private Story<S, R> story(LearnerId learner) {
    return stories.computeIfAbsent(
        learner, someone -> new Story<>(new CampusEnrollmentKey(someone, course), law));
  }

  synchronized <T> Optional<T> of(LearnerId learner, Function<Story<S, R>, T> question) {
    return Optional.ofNullable(stories.get(learner)).map(question);
  }

  /// The rows with all acknowledged events applied, by learner id.
  synchronized List<R> rows() {
    return stories.values().stream().flatMap(story -> story.rowAt(Instant.MAX).stream()).toList();
  }

  synchronized Set<CampusEnrollmentKey> keys() {
    return stories.values().stream().map(Story::key).collect(Collectors.toSet());
  }

  /// Judges the figures of the course's rows.
  synchronized TruthJudgement judgeFigures(Instant asOf, Optional<F> observed) {
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
