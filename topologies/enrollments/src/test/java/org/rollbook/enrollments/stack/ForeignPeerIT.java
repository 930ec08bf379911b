package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;

/// Peers that are of another site, have another secret, or have a wrong address. Their partitions
/// are read from other replicas, and no answer ever has rows of another site.
class ForeignPeerIT {

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
      Instant published = publish(asked, truth, 1);
      witness.start();
      await().until(() -> isServedAsOf(published, other, foreign));
      await().until(() -> hasBoth(asked) && hasBoth(astray));

      await().until(() -> isServedAsOf(published, asked, truth));
      assertThat(isServedAsOf(published, other, foreign)).isTrue();
      assertThat(witness.contradictions()).as(witness.toString()).isEmpty();
      assertThat(faults(asked)).singleElement().asString().startsWith(other.name() + " is another");
      asked.view().process().awaitLine(" instead of cluster=", TimeLimit.AMPLE);
      other
          .view()
          .process()
          .awaitLine("Refused a peer that asked for another site", TimeLimit.AMPLE);
    }
  }

  @Test
  void shouldReadThePartitionsOfAPeerWithAnotherSecretFromStandbys() {
    try (var asked = Site.start("enrollments", folder.resolve("asked"));
        var peer =
            asked.startAnother(folder.resolve("peer"), Map.of("ROLLBOOK_PEER_SECRET", "open"))) {
      Instant published = publish(asked, truth, 1);
      await().until(() -> hasBoth(asked) && hasBoth(peer));

      await().until(() -> isServedAsOf(published, asked, truth));
      assertThat(faults(asked)).containsExactly(peer.name() + " has another ROLLBOOK_PEER_SECRET");
      assertThat(asked.view().process().log())
          .content()
          .containsOnlyOnce("it has another ROLLBOOK_PEER_SECRET");
    }
  }

  /// As soon as the instance has created the topic; it may still start.
  private static Instant publish(Site site, Truth to, long seed) {
    await().until(() -> site.topics().contains(site.topic(CampusTopics.ENROLLMENTS)));
    return site.publish(to, CampusSettings.of(seed, 40, 12).withPace(Duration.ofMillis(1)), 200);
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
  private boolean isServedAsOf(Instant time, Site site, Truth own) {
    var audit = CampusView.ENROLLMENTS.audit(site, own);
    return audit.isTrueAfter(time, truth.enrollments())
        && audit.isTrueAfter(time, foreign.enrollments());
  }
}
