package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;

/// Peers that are of another site, have another secret, or have a wrong address. Their partitions
/// are read from other replicas, and no answer ever has rows of another site.
class ForeignPeerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ADDRESS = "ROLLBOOK_ADVERTISED_ADDRESS";

  @TempDir Path folder;
  private final Truth truth = Truth.keepingAll();
  private final Truth foreign = Truth.keepingAll();

  /// Two sites on one cluster have the same learners and courses, and an instance of one advertises
  /// the address of an instance of the other.
  @Test
  void shouldNeverAnswerWithTheRowsOfAnotherSite() {
    try (var other = Site.start("enrollments", folder.resolve("other"));
        var asked = Site.start("enrollments", folder.resolve("asked"));
        var astray = asked.startAnother(folder.resolve("astray"), Map.of(ADDRESS, other.name()));
        var witness = Witness.of(asked.enrollments(), truth.enrollments())) {
      publish(other, foreign, 2);
      publish(asked, truth, 1);
      Instant published = Instant.now();
      witness.start();
      await().atMost(PATIENCE).until(() -> isServedAsOf(published, other, foreign, foreign));
      await().atMost(PATIENCE).until(() -> hasBoth(asked) && hasBoth(astray));

      await().atMost(PATIENCE).until(() -> isServedAsOf(published, asked, truth, foreign));
      assertThat(isServedAsOf(published, other, foreign, truth)).isTrue();
      assertThat(witness.contradictions()).as(witness.toString()).isEmpty();
      assertThat(faults(asked)).singleElement().asString().startsWith(other.name() + " is another");
      asked.view().process().awaitLine(" instead of cluster=", PATIENCE);
      other.view().process().awaitLine("Refused a peer that asked for another site", PATIENCE);
    }
  }

  @Test
  void shouldReadThePartitionsOfAPeerWithAnotherSecretFromStandbys() {
    try (var asked = Site.start("enrollments", folder.resolve("asked"));
        var peer =
            asked.startAnother(folder.resolve("peer"), Map.of("ROLLBOOK_PEER_SECRET", "open"))) {
      publish(asked, truth, 1);
      Instant published = Instant.now();
      await().atMost(PATIENCE).until(() -> hasBoth(asked) && hasBoth(peer));

      await().atMost(PATIENCE).until(() -> isServedAsOf(published, asked, truth, truth));
      assertThat(faults(asked)).containsExactly(peer.name() + " has another ROLLBOOK_PEER_SECRET");
      assertThat(asked.view().process().log())
          .content()
          .containsOnlyOnce("it has another ROLLBOOK_PEER_SECRET");
    }
  }

  private void publish(Site site, Truth to, long seed) {
    var settings = CampusSettings.of(seed, 40, 12).withPace(Duration.ofMillis(1));
    try (var lms = site.lms(to)) {
      lms.publishAll(Campus.generate(settings, Instant.now().minusSeconds(60), 200));
    }
  }

  private static boolean hasBoth(Site site) {
    return site.hasReceived() && site.partitionStates().containsAll(List.of("ready", "standby"));
  }

  private static List<String> faults(Site site) {
    return site.manage("/health/readiness")
        .json()
        .path("peer_faults")
        .valueStream()
        .map(fault -> fault.textValue())
        .toList();
  }

  /// Whether a site serves exactly its own truth, for all courses and learners of both sites.
  private static boolean isServedAsOf(Instant time, Site site, Truth own, Truth other) {
    Set<CourseKey> courses = new HashSet<>(own.enrollments().courses());
    courses.addAll(other.enrollments().courses());
    Set<LearnerId> learners = new HashSet<>(own.enrollments().learners());
    learners.addAll(other.enrollments().learners());
    return courses.stream()
            .allMatch(
                course ->
                    site.enrollments().rowsOf(course) instanceof Answered(var rows, var asOf)
                        && asOf.isAfter(time)
                        && rows.equals(own.enrollments().rowsOf(course)))
        && learners.stream()
            .allMatch(
                learner ->
                    site.enrollments().rowsOf(learner) instanceof Answered(var rows, var asOf)
                        && asOf.isAfter(time)
                        && Set.copyOf(rows).equals(Set.copyOf(own.enrollments().rowsOf(learner))));
  }
}
