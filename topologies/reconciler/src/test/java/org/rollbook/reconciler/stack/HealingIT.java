package org.rollbook.reconciler.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rollbook.reconciler.stack.LmsSite.COURSE;
import static org.rollbook.reconciler.stack.LmsSite.assertEqual;
import static org.rollbook.reconciler.stack.LmsSite.mariaDbWithGrades;
import static org.rollbook.reconciler.stack.LmsSite.notComplete;
import static org.rollbook.reconciler.stack.LmsSite.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.bridge.BridgeTopic;
import org.rollbook.model.bridge.StreamProgress;
import org.rollbook.reconciler.lms.ComparedTables;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.lms.LmsServer;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// Grades: filled, repaired, and healed after events have expired unread, in Kafka or in Redis.
class HealingIT {

  private static final int LEARNERS = 100;
  private static final int NOBODY = 9_999;

  @TempDir private Path folder;

  @Test
  void shouldRepairGradesAndHealLosses() throws Exception {
    try (var server = mariaDbWithGrades(LEARNERS);
        LmsDatabase database = server.open();
        Site site = notComplete("grades", folder)) {
      assertThat(row(site, NOBODY).status()).isEqualTo(503);
      ViewSettings settings =
          settings(site, server, folder).with("ROLLBOOK_RECONCILE_MAX_REPLICA_LAG", "PT1S");

      try (ViewProcess reconciler = ViewProcess.start(settings)) {
        reconciler.awaitReady();
        awaitComplete(site, database);
        assertThat(row(site, 50).json().path("passed_at").asText())
            .isEqualTo("2026-01-02T03:04:05.678901Z");
        change(server);
        awaitComplete(site, database);
      }
      for (Consumer<Site> loss : List.<Consumer<Site>>of(HealingIT::expire, HealingIT::trim)) {
        loss.accept(site);
        awaitIncomplete(site);
        try (ViewProcess reconciler = ViewProcess.start(settings)) {
          reconciler.awaitReady();
          awaitComplete(site, database);
        }
      }
    }
  }

  /// As an editor of Django's would: without an event, and without touching `modified`.
  private static void change(LmsServer server) {
    server.run(
        "UPDATE grades_persistentcoursegrade SET percent_grade = 0.123456789, modified = modified"
            + " WHERE user_id = 7");
    server.run("DELETE FROM grades_persistentcoursegrade WHERE user_id = 8");
  }

  /// Each partition learns of it on its own.
  private static void awaitIncomplete(Site site) {
    await()
        .untilAsserted(
            () -> {
              assertThat(row(site, NOBODY).status()).isEqualTo(503);
              assertThat(row(site, 1).header("Rollbook-Complete-Since")).isNull();
            });
  }

  private static void awaitComplete(Site site, LmsDatabase database) {
    await()
        .untilAsserted(
            () -> {
              assertThat(row(site, NOBODY).status()).isEqualTo(404);
              assertThat(row(site, 1).header("Rollbook-Complete-Since")).isNotNull();
              assertEqual(site, database, ComparedTables.GRADES);
            });
  }

  /// Lets events expire that the view has not read.
  private static void expire(Site site) {
    site.view().stop();
    site.publish(
        Truth.keepingAll(),
        CampusView.GRADES.emitting(CampusSettings.of(1, 20, 2)).withPace(Duration.ofMillis(1)),
        60);
    site.expire(CampusTopics.GRADES);
    site.view().startAgain();
    site.view().awaitReady();
  }

  /// Lets a bridge report that Redis has lost entries, and hold nothing back.
  private static void trim(Site site) {
    Instant now = Instant.now();
    StreamProgress progress =
        StreamProgress.unread(site.topic(CampusTopics.GRADES))
            .readUpTo(now.plus(Duration.ofHours(1)))
            .losing(3, now);
    var _ =
        site.broker()
            .send(
                new ProducerRecord<>(
                    site.topic(BridgeTopic.NAME),
                    BridgeTopic.key(progress.stream()),
                    BridgeTopic.value(progress)));
  }

  private static Reply row(Site site, int learner) {
    return site.get("/v1/learners/%d/grades/%s".formatted(learner, COURSE));
  }
}
