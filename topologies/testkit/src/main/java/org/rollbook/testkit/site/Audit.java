package org.rollbook.testkit.site;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.LmsDigest;
import org.rollbook.testkit.campus.ViewTruth;
import org.rollbook.testkit.sample.SampleReply;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewApi;

/// Everything that a view serves at the end of a test, compared with the truth and checked for
/// consistency.
public record Audit<R, F>(ViewApi<R, F> api, ViewTruth<?, R, F> truth) {

  /// A witness that asks and judges during the test.
  public Witness witness() {
    return Witness.of(api, truth);
  }

  /// Whether every list and every figure was answered with an as-of after an instant.
  public boolean isAsOfAfter(Instant time) {
    return notAsOfAfter(time).findFirst().isEmpty();
  }

  /// The lists and figures that were not answered, or with an as-of before an instant.
  private Stream<String> notAsOfAfter(Instant time) {
    return Stream.concat(
        truth.courses().stream()
            .flatMap(
                course ->
                    Stream.of(api.rowsOf(course), api.figures(course))
                        .flatMap(reply -> notAsOfAfter(time, course.toString(), reply))),
        truth.learners().stream()
            .flatMap(each -> notAsOfAfter(time, "learner " + each, api.rowsOf(each))));
  }

  private static Stream<String> notAsOfAfter(Instant time, String of, SampleReply<?> reply) {
    return switch (reply) {
      case Answered(_, var asOf) when asOf.isAfter(time) -> Stream.empty();
      case Answered(_, var asOf) -> Stream.of("%s: as of %s".formatted(of, asOf));
      default -> Stream.of("%s: %s".formatted(of, reply));
    };
  }

  /// Waits until every answer reflects all that the bus has now.
  ///
  /// @throws AssertionError if one does not in time
  public void awaitCurrent() {
    Instant now = Clock.systemUTC().instant();
    Waiting.untilNothingIs(() -> notAsOfAfter(now).limit(1).toList(), TimeLimit.AMPLE);
  }

  /// Whether every list is answered, has an as-of after an instant, and is true.
  public boolean isTrueAfter(Instant time) {
    return isTrueAfter(time, truth);
  }

  /// Whether the lists of all courses and learners of another truth are answered, have an as-of
  /// after an instant, and are true.
  public boolean isTrueAfter(Instant time, ViewTruth<?, R, F> asked) {
    return asked.courses().stream()
            .allMatch(
                course ->
                    api.rowsOf(course) instanceof Answered<List<R>>(var rows, var asOf)
                        && asOf.isAfter(time)
                        && rows.equals(truth.rowsOf(course)))
        && asked.learners().stream()
            .allMatch(
                learner ->
                    api.rowsOf(learner) instanceof Answered<List<R>>(var rows, var asOf)
                        && asOf.isAfter(time)
                        && areSame(rows, truth.rowsOf(learner)));
  }

  /// All that is wrong, in lists, in figures and in digests.
  public List<String> faults() {
    return Stream.of(wrongLists(), wrongFigures(), wrongDigests()).flatMap(List::stream).toList();
  }

  /// The digests that differ from those that the LMS's database makes of the true rows.
  private List<String> wrongDigests() {
    Map<Long, LmsDigest> served = answered(api.digests()).orElseGet(Map::of);
    Map<Long, LmsDigest> known = truth.digests();
    return Stream.concat(served.keySet().stream(), known.keySet().stream())
        .distinct()
        .filter(bucket -> !Objects.equals(served.get(bucket), known.get(bucket)))
        .map(
            bucket ->
                "bucket %d: served %s, should be %s"
                    .formatted(bucket, served.get(bucket), known.get(bucket)))
        .toList();
  }

  /// The lists of courses (by learner) and of learners (in any order) that differ from the truth.
  public List<String> wrongLists() {
    return Stream.concat(
            truth.courses().stream().filter(course -> !isTrue(course)).map(CourseKey::toString),
            truth.learners().stream().filter(each -> !isTrue(each)).map(LearnerId::toString))
        .toList();
  }

  /// The figures that differ from the sum of the served rows, or from the truth.
  public List<String> wrongFigures() {
    return truth.courses().stream().flatMap(course -> wrongFigures(course).stream()).toList();
  }

  private boolean isTrue(CourseKey course) {
    return answered(api.rowsOf(course)).equals(truth.rowsOf(course));
  }

  private boolean isTrue(LearnerId learner) {
    return areSame(answered(api.rowsOf(learner)), truth.rowsOf(learner));
  }

  private static <R> boolean areSame(List<R> served, List<R> known) {
    return served.size() == known.size() && new HashSet<>(served).equals(new HashSet<>(known));
  }

  private Optional<String> wrongFigures(CourseKey course) {
    Optional<F> served = answered(api.figures(course));
    Optional<F> sum = truth.sumOf(course, answered(api.rowsOf(course)));
    Optional<F> known = truth.figures(course);
    return Optional.of(
            "%s: served %s, rows add up to %s, should be %s".formatted(course, served, sum, known))
        .filter(_ -> !served.equals(sum) || !served.equals(known));
  }

  private static <T> T answered(SampleReply<T> reply) {
    if (reply instanceof Answered<T>(T value, _)) {
      return value;
    }
    throw new AssertionError("no answer: " + reply);
  }
}
