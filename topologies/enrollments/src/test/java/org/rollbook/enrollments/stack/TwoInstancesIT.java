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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;
import org.rollbook.testkit.web.Reply;

/// Two instances of a site: each answers any question, and when one is killed the other goes on
/// answering, first as a standby and then as the owner.
class TwoInstancesIT {

  /// With so many events an empty replica is so far behind that it must be restored first.
  private static final int ENOUGH_TO_BE_BEHIND = 6_000;

  private static final ViewUrls URLS = CampusView.ENROLLMENTS.urls();

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
      Instant published = publish(first, 1, 200);
      firstWitness.start();
      secondWitness.start();
      await().until(() -> first.isSharedWith(second));
      assertShared(first, second);
      await().until(() -> isServedAsOf(published, second));

      CourseKey course = largestCourse();
      List<JsonNode> paged = new ArrayList<>();
      String next = page(second.get(URLS.inPagesOf(2).rowsOf(course).toString()), paged);
      next = page(first.follow(next), paged);

      second.view().kill();
      assertThat(lists().map(path -> first.get(path).status())).containsOnly(200);
      while (!next.isEmpty()) {
        next = page(first.follow(next), paged);
      }
      JsonNode whole = first.get(URLS.rowsOf(course).toString()).json().path("results");
      assertThat(paged).hasSizeGreaterThan(4).containsExactlyElementsOf(whole);
      Instant publishedAgain = publish(first, 2, 200);

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
      Instant published = publish(owner, 3, ENOUGH_TO_BE_BEHIND);
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

  /// Takes the rows of a page and returns the link to the next one, which is valid at each
  /// instance.
  private static String page(Reply page, List<JsonNode> rows) {
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    page.json().path("results").forEach(rows::add);
    return page.json().path("next").asText("");
  }

  private CourseKey largestCourse() {
    return truth.enrollments().courses().stream()
        .max(Comparator.comparingInt(course -> truth.enrollments().rowsOf(course).size()))
        .orElseThrow();
  }

  private Instant publish(Site site, long seed, int events) {
    return site.publish(
        truth, CampusSettings.of(seed, 40, 12).withPace(Duration.ofMillis(1)), events);
  }

  /// Both instances serve each list from the same owner, and both own some. An owner that answers
  /// too late on a busy machine is replaced by a standby for that answer.
  private void assertShared(Site first, Site second) {
    Set<String> owners =
        lists().map(path -> commonOwner(path, first, second)).collect(Collectors.toSet());

    assertThat(owners)
        .containsExactlyInAnyOrder("active " + first.name(), "active " + second.name());
  }

  private static String commonOwner(String path, Site first, Site second) {
    return await()
        .until(
            () -> owner(first.get(path)),
            owner -> owner.startsWith("active ") && owner.equals(owner(second.get(path))));
  }

  private static String owner(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    return String.valueOf(reply.header("Rollbook-Served-By"));
  }

  private Stream<String> lists() {
    return Stream.concat(
            truth.enrollments().courses().stream().map(URLS::rowsOf),
            truth.enrollments().learners().stream().map(URLS::rowsOf))
        .map(URI::toString);
  }

  private boolean isServedAsOf(Instant time, Site site) {
    return CampusView.ENROLLMENTS.audit(site, truth).isTrueAfter(time);
  }
}
