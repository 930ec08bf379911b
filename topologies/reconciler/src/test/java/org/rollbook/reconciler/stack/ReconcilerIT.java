package org.rollbook.reconciler.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rollbook.reconciler.stack.LmsSite.COURSE;
import static org.rollbook.reconciler.stack.LmsSite.assertEqual;
import static org.rollbook.reconciler.stack.LmsSite.awaitFilled;
import static org.rollbook.reconciler.stack.LmsSite.insert;
import static org.rollbook.reconciler.stack.LmsSite.insertMany;
import static org.rollbook.reconciler.stack.LmsSite.mariaDb;
import static org.rollbook.reconciler.stack.LmsSite.notComplete;
import static org.rollbook.reconciler.stack.LmsSite.path;
import static org.rollbook.reconciler.stack.LmsSite.postgres;
import static org.rollbook.reconciler.stack.LmsSite.row;
import static org.rollbook.reconciler.stack.LmsSite.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.lms.LmsServer;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// A site that was running before Rollbook listened.
@Execution(ExecutionMode.CONCURRENT)
class ReconcilerIT {

  @TempDir private Path folder;

  @Test
  void shouldFillAViewFromMariaDbAndKeepItRight() throws Exception {
    try (var server = mariaDb()) {
      shouldFillAViewAndKeepItRight(server, "1", "0");
    }
  }

  @Test
  void shouldFillAViewFromPostgresAndKeepItRight() throws Exception {
    try (var server = postgres()) {
      shouldFillAViewAndKeepItRight(server, "true", "false");
    }
  }

  /// It is the shadow of a bulk job: it counts, and changes nothing.
  @Test
  void shouldOnlyCountInReportMode() throws Exception {
    try (var server = mariaDb();
        Site site = Site.start("enrollments", folder.resolve("view"))) {
      insert(server, 1, "audit", "1");
      insert(server, 2, "audit", "0");
      site.view().awaitReady();
      await().until(site::hasReceived);
      ViewSettings settings = settings(site, server, folder).with("ROLLBOOK_RECONCILE", "report");
      try (ViewProcess reconciler = ViewProcess.start(settings);
          Web web = new Web(reconciler.settings().port())) {
        reconciler.awaitReady();
        await()
            .untilAsserted(
                () -> {
                  JsonNode drift = web.get("/v1/drift?kind=missing").json().at("/results/0");
                  assertThat(drift.at("/drifted/missing").asInt()).isEqualTo(2);
                  assertThat(drift.path("samples").findValuesAsText("learner_id"))
                      .containsExactlyInAnyOrder("1", "2");
                });
      }
      shouldRemember(settings);
      assertThat(site.committed(LmsRows.NAME)).isEmpty();
      assertThat(row(site, 1).status()).isEqualTo(404);
      assertThat(row(site, 1).header("Rollbook-Reconciled-At")).isNull();
    }
  }

  /// A new process knows what an earlier one has found, counts it no second time, and shows it.
  private static void shouldRemember(ViewSettings settings) {
    try (ViewProcess reconciler = ViewProcess.start(settings);
        Web web = new Web(reconciler.settings().port())) {
      reconciler.awaitReady();
      await()
          .untilAsserted(
              () -> assertThat(web.get("/v1/passes").json().path("results")).hasSizeGreaterThan(2));
      JsonNode drift = web.get("/v1/drift").json().at("/results/0");
      assertThat(drift.at("/drifted/missing").asInt()).isEqualTo(2);
      assertThat(drift.at("/per_million/missing").asInt()).isEqualTo(1_000_000);
      assertThat(drift.path("samples")).hasSize(2);
      assertThat(drift.at("/days/0/missing").asInt()).isEqualTo(2);
      assertThat(web.get("/").header("Location")).endsWith("/drift");
      assertThat(web.get("/drift").body())
          .contains("student_courseenrollment", COURSE, "class=\"missing\"")
          .doesNotContain("https://", "http://", "<script");
    }
  }

  /// The next pass is due long before the view has received what the first one published.
  @Test
  void shouldPublishEachRowOnceHoweverLongTheViewTakes() throws Exception {
    try (var server = mariaDb();
        LmsDatabase database = server.open();
        Site site = notComplete("enrollments", folder)) {
      insertMany(server);
      ViewSettings settings =
          settings(site, server, folder).with("ROLLBOOK_RECONCILE_INTERVAL", "PT0.1S");
      try (ViewProcess reconciler = ViewProcess.start(settings);
          Web web = new Web(reconciler.settings().port())) {
        reconciler.awaitReady();
        awaitFilled(site, database);
        await()
            .untilAsserted(
                () ->
                    assertThat(web.get("/v1/passes").json().at("/results/0/published").asText())
                        .isEqualTo("0"));
        assertThat(web.get("/v1/passes").json().findValuesAsText("published"))
            .containsOnlyOnce("40000")
            .containsOnly("40000", "0");
      }
    }
  }

  /// One LMS may serve many sites. What a pass leaves out makes no view complete.
  @Test
  void shouldCompareOnlyTheOrganisationsThatAreNamed() throws Exception {
    try (var server = mariaDb();
        Site site = notComplete("enrollments", folder)) {
      insert(server, 1, "audit", "1");
      insert(server, 2, "audit", "1");
      server.run(
          "UPDATE student_courseenrollment SET course_id = 'course-v1:EDX+1+1' WHERE user_id = 2");
      ViewSettings settings =
          settings(site, server, folder).with("ROLLBOOK_RECONCILE_ORGS", "edX, other");
      try (ViewProcess reconciler = ViewProcess.start(settings);
          Web web = new Web(reconciler.settings().port())) {
        reconciler.awaitReady();
        await().untilAsserted(() -> assertThat(row(site, 1).status()).isEqualTo(200));
        await()
            .untilAsserted(
                () ->
                    assertThat(web.get("/v1/passes").json().findValuesAsText("state"))
                        .containsOnlyOnce("whole")
                        .hasSizeGreaterThan(1));
        assertThat(site.get("/v1/learners/2/enrollments/course-v1:EDX+1+1").status())
            .isEqualTo(503);
        assertThat(site.committed(LmsRows.NAME)).hasSize(1);
        assertThat(
                web.post("/v1/reconcile", "{\"learner_id\":2,\"course_key\":\"course-v1:EDX+1+1\"}")
                    .status())
            .isEqualTo(400);
      }
    }
  }

  /// A trial in the first hour: no topic of Open edX exists. Answers are as old as the last pass.
  @Test
  void shouldFeedAViewWithoutAnyBus() throws Exception {
    try (var server = mariaDb();
        Site site =
            Site.start(
                "enrollments",
                folder.resolve("view"),
                Map.of("ROLLBOOK_COMPLETE_FROM", "", "ROLLBOOK_CREATE_SOURCE_TOPICS", "false"))) {
      insert(server, 1, "audit", "1");
      site.view().awaitReady();
      await()
          .untilAsserted(
              () ->
                  assertThat(row(site, 1).json().path("detail").asText())
                      .contains("no repairing pass of the reconciler was received yet"));
      try (ViewProcess reconciler = ViewProcess.start(settings(site, server, folder))) {
        reconciler.awaitReady();
        await().untilAsserted(() -> assertModeOfAge(site, "audit"));
        server.run("UPDATE student_courseenrollment SET mode = 'verified'");
        await().untilAsserted(() -> assertModeOfAge(site, "verified"));
      }
    }
  }

  private static void assertModeOfAge(Site site, String mode) {
    Reply reply = site.get(path(1), "Rollbook-Max-Staleness", "3600");
    assertThat(reply.json().path("mode").asText()).isEqualTo(mode);
    assertThat(reply.header("Rollbook-As-Of"))
        .endsWith("Z")
        .isEqualTo(reply.header("Rollbook-Reconciled-At"));
    assertThat(reply.header("Rollbook-Complete-Since")).endsWith("Z");
  }

  private void shouldFillAViewAndKeepItRight(LmsServer server, String yes, String no)
      throws Exception {
    for (int learner = 1; learner <= 300; learner++) {
      insert(server, learner, "audit", learner % 3 == 0 ? no : yes);
    }
    try (Site site = notComplete("enrollments", folder);
        LmsDatabase database = server.open()) {
      assertThat(row(site, 301).status()).isEqualTo(503);
      try (ViewProcess reconciler = ViewProcess.start(settings(site, server, folder));
          Web web = new Web(reconciler.settings().port())) {
        reconciler.awaitReady();
        shouldFill(site, database);
        shouldRepair(site, database, server, yes);
        shouldHaveCounted(web);
      }
    }
  }

  private static void shouldFill(Site site, LmsDatabase database) {
    await()
        .untilAsserted(
            () -> {
              assertThat(row(site, 301).status()).isEqualTo(404);
              assertEqual(site, database);
            });
    assertThat(row(site, 1).header("Rollbook-Complete-Since")).endsWith("Z");
    assertThat(row(site, 1).header("Rollbook-Reconciled-At")).endsWith("Z");
    assertThat(row(site, 1).json().at("/stamp/event_type").textValue())
        .isEqualTo("org.rollbook.lms.enrollment.read.v1");
  }

  private static void shouldRepair(Site site, LmsDatabase database, LmsServer server, String yes) {
    server.run("UPDATE student_courseenrollment SET mode = 'verified' WHERE user_id = 7");
    server.run("DELETE FROM student_courseenrollment WHERE user_id = 8");
    insert(server, 301, "honor", yes);
    await()
        .untilAsserted(
            () -> {
              assertThat(row(site, 7).json().path("mode").asText()).isEqualTo("verified");
              assertThat(row(site, 8).status()).isEqualTo(404);
              assertThat(row(site, 301).json().path("mode").asText()).isEqualTo("honor");
              assertEqual(site, database);
            });
    assertThat(site.get(path(8) + "/history").json().at("/results/0/stamp/event_type").textValue())
        .isEqualTo("org.rollbook.lms.enrollment.absent.v1");
  }

  private static void shouldHaveCounted(Web web) {
    await()
        .untilAsserted(
            () -> {
              JsonNode drift = web.get("/v1/drift?table=enrollments").json().at("/results/0");
              assertThat(drift.at("/drifted/missing").asInt()).isEqualTo(1);
              assertThat(drift.at("/drifted/different").asInt()).isEqualTo(1);
              assertThat(drift.at("/drifted/absent").asInt()).isEqualTo(1);
              assertThat(drift.path("suspected").asInt()).isZero();
            });
    JsonNode passes = web.get("/v1/passes").json().path("results");
    assertThat(passes.findValuesAsText("state")).contains("whole").doesNotContain("failed");
  }
}
