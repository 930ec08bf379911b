package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;
import org.rollbook.testkit.web.Reply;

/// Two instances of a site: each answers any question, and when one is killed the other goes on
/// answering, first as a standby and then as the owner.
class TwoInstancesIT {

  /// With so many events an empty replica is so far behind that it must be restored first.
  private static final int ENOUGH_TO_BE_BEHIND = 6_000;

  private static final ViewUrls PATHS = ViewUrls.ofEnrollments(URI.create(""));

  @TempDir Path folder;
  private final Truth truth = Truth.keepingAll();

  @Test
  void shouldAnswerAnythingAtBothAndGoOnWhenOneIsKilled() {
    try (var first = Site.start("enrollments", folder.resolve("first"));
        var second = first.startAnother(folder.resolve("second"));
        var firstWitness = Witness.of(first.enrollments(), truth.enrollments());
        var secondWitness = Witness.of(second.enrollments(), truth.enrollments())) {
      first.view().awaitReady();
      second.view().awaitReady();
      publish(first, 1);
      Instant published = Instant.now();
      firstWitness.start();
      secondWitness.start();
      await().until(() -> first.isSharedWith(second));
      assertShared(first, second);
      await().until(() -> isServedAsOf(published, second));

      CourseKey course = largestCourse();
      List<JsonNode> before = new ArrayList<>();
      String secondPage = page(second, PATHS.rowsOf(course) + "?page_size=2", before);
      String thirdPage = page(first, secondPage, before);

      second.view().kill();
      assertThat(lists().map(path -> first.get(path).status())).containsOnly(200);
      assertThat(withTheRest(first, thirdPage, before)).isEqualTo(whole(first, course));
      publish(first, 2);
      Instant publishedAgain = Instant.now();

      await().until(() -> isServedAsOf(publishedAgain, first));
      assertThat(firstWitness.agreed()).isPositive();
      assertThat(secondWitness.agreed()).isPositive();
      assertThat(firstWitness.contradictions()).as(firstWitness.toString()).isEmpty();
      assertThat(secondWitness.contradictions()).as(secondWitness.toString()).isEmpty();
    }
  }

  /// While its replicas are restored it is a standby, and the owner goes on.
  @Test
  void shouldTakeOverNoTaskBeforeItHasCaughtUp() {
    try (var owner = Site.start("enrollments", folder.resolve("owner"))) {
      owner.view().awaitReady();
      publish(owner, 3, ENOUGH_TO_BE_BEHIND);
      Instant published = Instant.now();
      await().until(() -> isServedAsOf(published, owner));

      try (var witness = Witness.of(owner.enrollments(), truth.enrollments()).start();
          var late = owner.startAnother(folder.resolve("late"))) {
        late.view().awaitReady();
        await().until(() -> Set.copyOf(late.partitionStates()).equals(Set.of("standby")));

        assertThat(owner.partitionStates()).containsOnly("ready");
        assertThat(witness.refused()).as(witness.toString()).isZero();
        assertThat(witness.contradictions()).as(witness.toString()).isEmpty();
      }
    }
  }

  private CourseKey largestCourse() {
    return truth.enrollments().courses().stream()
        .max(Comparator.comparingInt(course -> truth.enrollments().rowsOf(course).size()))
        .orElseThrow();
  }

  /// Reads a page and returns the path of the next one, which is valid at each instance.
  private static String page(Site site, String path, List<JsonNode> rows) {
    JsonNode page = site.get(path).json();
    page.path("results").forEach(rows::add);
    URI next = URI.create(page.path("next").asText());
    return next.getRawPath() + "?" + next.getRawQuery();
  }

  private static List<JsonNode> withTheRest(Site site, String path, List<JsonNode> before) {
    List<JsonNode> rows = new ArrayList<>(before);
    site.get(path + "&page_size=1000").json().path("results").forEach(rows::add);
    return rows;
  }

  private static List<JsonNode> whole(Site site, CourseKey course) {
    return withTheRest(site, PATHS.rowsOf(course) + "?", List.of());
  }

  private void publish(Site site, long seed) {
    publish(site, seed, 200);
  }

  private void publish(Site site, long seed, int events) {
    var settings = CampusSettings.of(seed, 40, 12).withPace(Duration.ofMillis(1));
    try (var lms = site.lms(truth)) {
      lms.publishAll(Campus.generate(settings, Instant.now().minusSeconds(60), events));
    }
  }

  /// Both instances serve each list from the same owner, and both own some.
  private void assertShared(Site first, Site second) {
    List<String> owners =
        lists()
            .map(
                path -> {
                  String owner = owner(first.get(path));
                  assertThat(owner(second.get(path))).isEqualTo(owner);
                  return owner;
                })
            .toList();

    assertThat(owners).containsOnly("active " + first.name(), "active " + second.name());
  }

  private static String owner(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    return String.valueOf(reply.header("Rollbook-Served-By"));
  }

  private Stream<String> lists() {
    return Stream.concat(
            truth.enrollments().courses().stream().map(PATHS::rowsOf),
            learners().map(PATHS::rowsOf))
        .map(URI::toString);
  }

  private Stream<LearnerId> learners() {
    return truth.enrollments().courses().stream()
        .flatMap(course -> truth.enrollments().rowsOf(course).stream())
        .map(row -> row.key().learner())
        .distinct();
  }

  private boolean isServedAsOf(Instant time, Site site) {
    return truth.enrollments().courses().stream()
            .allMatch(course -> isServedAsOf(time, course, site))
        && learners()
            .allMatch(
                learner ->
                    site.enrollments().rowsOf(learner) instanceof Answered(var rows, var asOf)
                        && asOf.isAfter(time)
                        && List.copyOf(rows).containsAll(truth.enrollments().rowsOf(learner)));
  }

  private boolean isServedAsOf(Instant time, CourseKey course, Site site) {
    return site.enrollments().rowsOf(course) instanceof Answered(var rows, var asOf)
        && asOf.isAfter(time)
        && rows.equals(truth.enrollments().rowsOf(course));
  }
}
