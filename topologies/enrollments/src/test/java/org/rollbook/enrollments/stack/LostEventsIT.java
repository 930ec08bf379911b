package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// Checks the answers after events have expired that were never read.
@Execution(ExecutionMode.CONCURRENT)
class LostEventsIT {

  private static final String NOBODY = "/v1/learners/999999999/enrollments";
  private static final String NO_ROW = NOBODY + "/course-v1:a+b+c";

  @TempDir private Path folder;

  @Test
  void shouldNoLongerPromiseAbsence() {
    var truth = Truth.keepingAll();
    try (var site = Site.start("enrollments", folder)) {
      site.view().awaitReady();
      publish(site, truth, 1);
      String row =
          CampusView.ENROLLMENTS.urls().row(truth.enrollments().lately().getFirst()).toString();
      awaitAnswer(site, row, 200);
      awaitAnswer(site, NO_ROW, 404);
      awaitAnswer(site, NOBODY, 200);
      assertThat(site.get(NO_ROW).header("Rollbook-Complete-Since")).isNotNull();

      site.view().stop();
      publish(site, truth, 2);
      site.expire(CampusTopics.ENROLLMENTS);
      site.view().startAgain();
      site.view().awaitReady();

      awaitIncomplete(site, NO_ROW);
      awaitIncomplete(site, NOBODY);
      Reply lenient = site.get(NO_ROW, "Prefer", "handling=lenient");
      assertThat(lenient.status()).isEqualTo(404);
      assertThat(lenient.header("Rollbook-Complete-Since")).isNull();
      // Each partition learns of it on its own.
      await()
          .untilAsserted(
              () -> {
                Reply found = site.get(row);
                assertThat(found.status()).isEqualTo(200);
                assertThat(found.header("Rollbook-Complete-Since")).isNull();
              });
    }
  }

  private static void publish(Site site, Truth truth, long seed) {
    site.publish(truth, CampusSettings.of(seed, 50, 5).withPace(Duration.ofMillis(1)), 100);
  }

  private static void awaitAnswer(Site site, String path, int status) {
    await().untilAsserted(() -> assertThat(site.get(path).status()).as(path).isEqualTo(status));
  }

  /// Until the view has an as-of it refuses for other reasons.
  private static void awaitIncomplete(Site site, String path) {
    await()
        .untilAsserted(
            () -> assertThat(site.get(path).text("type")).endsWith("/problems/incomplete"));
  }
}
