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
import org.rollbook.testkit.campus.Judgement.NotJudged;

/// The truth about one course. Any thread.
final class CourseTruth {

  private final CourseKey course;
  private final Duration memory;
  private final NavigableMap<LearnerId, Story> stories = new TreeMap<>();

  CourseTruth(CourseKey course, Duration memory) {
    this.course = course;
    this.memory = memory;
  }

  /// Notes an event before it is sent: from then on it may be seen, and until it is acknowledged it
  /// need not.
  synchronized Truth.Sending sending(TrueEnrollment said) {
    Story story = story(said.key().learner());
    Story.Saying saying = story.saying(said);
    return at -> acknowledge(story, saying, at);
  }

  private synchronized void acknowledge(Story story, Story.Saying saying, Instant at) {
    saying.acknowledge(at);
    if (!memory.equals(Truth.FOREVER)) {
      story.forgetOutdatedAt(at.minus(memory));
    }
  }

  private Story story(LearnerId learner) {
    return stories.computeIfAbsent(
        learner, someone -> new Story(new EnrollmentKey(someone, course)));
  }

  synchronized <T> Optional<T> of(LearnerId learner, Function<Story, T> question) {
    return Optional.ofNullable(stories.get(learner)).map(question);
  }

  synchronized List<TrueEnrollment> roster() {
    return stories.values().stream().flatMap(story -> story.rowAt(Instant.MAX).stream()).toList();
  }

  synchronized Set<EnrollmentKey> keys() {
    return stories.values().stream().map(Story::key).collect(Collectors.toSet());
  }

  synchronized Judgement judgeCounts(Instant asOf, Optional<CourseCounts> observed) {
    if (stories.values().stream().anyMatch(story -> story.mayCountOtherwiseSince(asOf))) {
      return new NotJudged("%s: events on the way at %s".formatted(course, asOf));
    }
    var counts = CourseCounts.of(course, roster());
    var expected = counts.total() == 0 ? Optional.<CourseCounts>empty() : Optional.of(counts);
    return expected.equals(observed)
        ? new Agrees()
        : new Disagrees(
            "%s: counts %s at %s, should be %s".formatted(course, observed, asOf, expected));
  }
}
