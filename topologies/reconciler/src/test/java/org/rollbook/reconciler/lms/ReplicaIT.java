package org.rollbook.reconciler.lms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.database.MariaDb;
import org.rollbook.testkit.lms.LmsTables;

/// A read-only replica of the LMS's database: it must be known how far it is behind.
class ReplicaIT {

  private static LmsServer primary;
  private static LmsServer replica;
  private static LmsDatabase database;

  @BeforeAll
  static void replicate() {
    assumeTrue(MariaDb.Programs.ofDebian().isPresent(), "MariaDB is not installed");
    MariaDb source = MariaDb.start("--server-id=1", "--log-bin=log").orElseThrow();
    MariaDb copy = MariaDb.start("--server-id=2", "--read-only").orElseThrow();
    primary = LmsServer.on(source);
    replica = new LmsServer("mysql", copy.url(""), copy.administrator(), copy::close);
    primary.run("CREATE USER copier IDENTIFIED BY 'secret'");
    primary.run("GRANT REPLICATION SLAVE ON *.* TO copier");
    replica.run(
        "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = 'copier',"
                .formatted(source.port())
            + " MASTER_PASSWORD = 'secret', MASTER_USE_GTID = slave_pos");
    replica.run("START SLAVE");
    LmsTables.open(primary.url(), primary.administrator()).close();
    database = new LmsServer("mysql", copy.url("openedx"), "root", () -> {}).open();
  }

  @AfterAll
  static void stop() throws SQLException {
    if (database != null) {
      database.close();
      replica.close();
      primary.close();
    }
  }

  @BeforeEach
  void awaitReplication() {
    await().ignoreExceptions().until(() -> database.clock().lag().equals(Duration.ZERO));
  }

  @Test
  void shouldReadFromAReplica() {
    insert(1);

    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(database.rowsByKey(ComparedTables.ENROLLMENTS, 0, Integer.MAX_VALUE))
                    .isNotEmpty());
  }

  @Test
  void shouldNotKnowTheLagWhileReplicationIsStopped() throws SQLException {
    replica.run("STOP SLAVE SQL_THREAD");
    assertThat(database.clock().lag()).isEqualTo(LmsClock.UNKNOWN_LAG);
    replica.run("START SLAVE SQL_THREAD");
  }

  @Test
  void shouldKnowHowFarTheReplicaIsBehind() {
    delayBy(3_600);
    insert(2);

    await().until(() -> database.clock().lag().compareTo(Duration.ofSeconds(2)) > 0);
    delayBy(0);
  }

  /// It is read-only, and nobody tells this user why.
  @Test
  void shouldNotKnowTheLagWithoutThePermissionToSeeIt() throws Exception {
    primary.run("CREATE OR REPLACE USER reader");
    primary.run("GRANT SELECT ON openedx.* TO reader");
    var asReader = new LmsServer("mysql", replica.url() + "openedx", "reader", () -> {});
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              try (LmsDatabase reader = asReader.open()) {
                assertThat(reader.clock().lag()).isEqualTo(LmsClock.UNKNOWN_LAG);
              }
            });
  }

  private static void insert(int learner) {
    primary.run(
        "INSERT INTO student_courseenrollment (course_id, is_active, mode, user_id)"
            + " VALUES ('course-v1:edX+DemoX+Demo_Course', 1, 'audit', %d)".formatted(learner));
  }

  private static void delayBy(int seconds) {
    replica.run("STOP SLAVE");
    replica.run("CHANGE MASTER TO MASTER_DELAY = " + seconds);
    replica.run("START SLAVE");
  }
}
