package org.rollbook.reconciler.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.rollbook.reconciler.stack.LmsSite.awaitFilled;
import static org.rollbook.reconciler.stack.LmsSite.insert;
import static org.rollbook.reconciler.stack.LmsSite.insertMany;
import static org.rollbook.reconciler.stack.LmsSite.mariaDb;
import static org.rollbook.reconciler.stack.LmsSite.notComplete;
import static org.rollbook.reconciler.stack.LmsSite.settings;
import static org.rollbook.reconciler.stack.LmsSite.withTables;

import java.io.UncheckedIOException;
import java.nio.file.Path;
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
import org.rollbook.testkit.web.Web;

/// A database or an instance that dies, a wrong clock, and missing permissions.
@Execution(ExecutionMode.CONCURRENT)
class TroubleIT {

  @TempDir private Path folder;

  @Test
  void shouldGoOnWhenTheDatabaseDiesInAPass() throws Exception {
    assumeTrue(MariaDb.Programs.ofDebian().isPresent(), "MariaDB is not installed");
    MariaDb mariaDb = MariaDb.start().orElseThrow();
    try (var server = withTables(LmsServer.on(mariaDb));
        LmsDatabase database = server.open();
        Site site = notComplete("enrollments", folder)) {
      insertMany(server);
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
        Site site = notComplete("enrollments", folder)) {
      insertMany(server);
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

  @Test
  void shouldWaitForADatabaseAndItsTables() {
    assumeTrue(MariaDb.Programs.ofDebian().isPresent(), "MariaDB is not installed");
    MariaDb mariaDb = MariaDb.start().orElseThrow();
    try (var server = LmsServer.on(mariaDb);
        Site site = Site.start("enrollments", folder.resolve("view"))) {
      site.view().awaitReady();
      mariaDb.kill9();
      try (ViewProcess reconciler = ViewProcess.start(settings(site, server, folder));
          Web management = new Web(reconciler.settings().managementPort())) {
        awaitWaiting(management, "student_courseenrollment", "127.0.0.1");
        mariaDb.restart();
        awaitWaiting(management, "student_courseenrollment", "doesn't exist");
        withTables(server);
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
}
