package org.rollbook.reconciler.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.rollbook.reconciler.stack.LmsSite.COURSE;
import static org.rollbook.reconciler.stack.LmsSite.assertEqual;
import static org.rollbook.reconciler.stack.LmsSite.insert;
import static org.rollbook.reconciler.stack.LmsSite.insertMany;
import static org.rollbook.reconciler.stack.LmsSite.mariaDb;
import static org.rollbook.reconciler.stack.LmsSite.postgres;
import static org.rollbook.reconciler.stack.LmsSite.settings;
import static org.rollbook.reconciler.stack.LmsSite.withEnrollments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.lms.LmsServer;
import org.rollbook.testkit.database.MariaDb;
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

  /// One LMS may serve many sites. What a pass leaves out makes no view complete.
  @Test
  void shouldCompareOnlyTheOrganisationsThatAreNamed() throws Exception {
    try (var server = mariaDb();
        Site site =
            Site.start(
                "enrollments", folder.resolve("view"), Map.of("ROLLBOOK_COMPLETE_FROM", ""))) {
      insert(server, 1, "audit", "1");
      insert(server, 2, "audit", "1");
      server.run(
          "UPDATE student_courseenrollment SET course_id = 'course-v1:EDX+1+1' WHERE user_id = 2");
      site.view().awaitReady();
      await().until(site::hasReceived);
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

  @Test
  void shouldGoOnWhenTheDatabaseDiesInAPass() throws Exception {
    assumeTrue(MariaDb.isInstalled(), "MariaDB is not installed");
    MariaDb mariaDb = MariaDb.start().orElseThrow();
    try (var server = withEnrollments(LmsServer.on(mariaDb));
        LmsDatabase database = server.open();
        Site site =
            Site.start(
                "enrollments", folder.resolve("view"), Map.of("ROLLBOOK_COMPLETE_FROM", ""))) {
      insertMany(server);
      site.view().awaitReady();
      await().until(site::hasReceived);
      try (ViewProcess reconciler = ViewProcess.start(settings(site, server, folder));
          Web web = new Web(reconciler.settings().port())) {
        reconciler.awaitReady();
        await().until(() -> !site.committed(LmsRows.NAME).isEmpty());
        mariaDb.kill9();
        await()
            .untilAsserted(
                () ->
                    assertThat(web.get("/v1/passes").json().at("/results/0/failure").asText())
                        .contains("to the database"));
        mariaDb.restart();
        awaitFilled(site, database);
      }
    }
  }

  @Test
  void shouldGoOnWhenTheInstanceThatWorksIsKilled() throws Exception {
    try (var server = mariaDb();
        LmsDatabase database = server.open();
        Site site =
            Site.start(
                "enrollments", folder.resolve("view"), Map.of("ROLLBOOK_COMPLETE_FROM", ""))) {
      insertMany(server);
      site.view().awaitReady();
      await().until(site::hasReceived);
      try (ViewProcess first = ViewProcess.start(settings(site, server, folder))) {
        first.awaitReady();
        ViewSettings other = settings(site, server, folder);
        try (ViewProcess second =
            ViewProcess.start(
                new ViewSettings(
                    "second",
                    other.jar(),
                    other.port(),
                    other.managementPort(),
                    folder.resolve("second"),
                    other.environment(),
                    other.jvmArguments()))) {
          await().until(() -> !site.committed(LmsRows.NAME).isEmpty());
          first.kill();
          second.awaitReady();
          awaitFilled(site, database);
        }
      }
    }
  }

  private static void awaitFilled(Site site, LmsDatabase database) {
    await()
        .untilAsserted(
            () -> {
              assertThat(row(site, 40_001).status()).isEqualTo(404);
              assertEqual(site, database);
            });
  }

  /// Readings would be stamped an hour too late, and win over events that are later than they.
  @Test
  void shouldPublishNothingWhileTheDatabasesClockIsWrong() throws Exception {
    try (var server = mariaDb();
        Site site = Site.start("enrollments", folder.resolve("view"))) {
      insert(server, 1, "audit", "1");
      server.run("CREATE USER reader IDENTIFIED BY 'secret'");
      server.run("GRANT SELECT ON openedx.* TO reader");
      server.run("SET GLOBAL init_connect = 'SET timestamp = UNIX_TIMESTAMP() + 3600'");
      site.view().awaitReady();
      await().until(site::hasReceived);
      try (ViewProcess reconciler = ViewProcess.start(asReader(site, server, "secret"));
          Web web = new Web(reconciler.settings().port())) {
        reconciler.awaitReady();
        await()
            .untilAsserted(
                () ->
                    assertThat(web.get("/v1/passes").json().at("/results/0/failure").asText())
                        .startsWith("the database's clock differs by 3")
                        .contains("Correct the clocks"));
      }
      assertThat(site.committed(LmsRows.NAME)).isEmpty();
    }
  }

  @Test
  void shouldSayWhatItWaitsForWhenItMayNotReadTheTable() throws Exception {
    try (var server = mariaDb();
        Site site = Site.start("enrollments", folder.resolve("view"))) {
      site.view().awaitReady();
      try (ViewProcess reconciler = ViewProcess.start(asReader(site, server, "secret"));
          Web management = new Web(reconciler.settings().managementPort())) {
        awaitWaiting(management, "student_courseenrollment", "Access denied for user 'reader'");
        server.run("CREATE USER reader IDENTIFIED BY 'secret'");
        awaitWaiting(management, "student_courseenrollment", "denied");
        server.run("GRANT SELECT (id, user_id) ON openedx.student_courseenrollment TO reader");
        awaitWaiting(management, "student_courseenrollment", "SELECT command denied");
        server.run("GRANT SELECT ON openedx.* TO reader");
        reconciler.awaitReady();
      }
    }
  }

  private static void awaitWaiting(Web management, String... words) {
    await()
        .ignoreExceptionsMatching(notYet -> notYet instanceof UncheckedIOException)
        .untilAsserted(
            () ->
                assertThat(
                        management.get("/health/readiness").json().path("waiting_for").toString())
                    .contains(words)
                    .doesNotContain("secret"));
  }

  private ViewSettings asReader(Site site, LmsServer server, String password) {
    return settings(site, server, folder)
        .with("ROLLBOOK_LMS_DATABASE_USERNAME", "reader")
        .with("ROLLBOOK_LMS_DATABASE_PASSWORD", password);
  }

  private void shouldFillAViewAndKeepItRight(LmsServer server, String yes, String no)
      throws Exception {
    for (int learner = 1; learner <= 300; learner++) {
      insert(server, learner, "audit", learner % 3 == 0 ? no : yes);
    }
    try (Site site =
            Site.start(
                "enrollments", folder.resolve("view"), Map.of("ROLLBOOK_COMPLETE_FROM", ""));
        LmsDatabase database = server.open()) {
      site.view().awaitReady();
      await().until(site::hasReceived);
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

  private static String path(int learner) {
    return "/v1/learners/%d/enrollments/%s".formatted(learner, COURSE);
  }

  private static Reply row(Site site, int learner) {
    return site.get(path(learner));
  }
}
