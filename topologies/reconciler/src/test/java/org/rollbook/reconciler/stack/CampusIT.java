package org.rollbook.reconciler.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.reconciler.lms.ComparedTables;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.lms.LmsServer;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.EventLoss;
import org.rollbook.testkit.campus.LmsWrites;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.database.MariaDb;
import org.rollbook.testkit.kafka.SharedKafka;
import org.rollbook.testkit.lms.LmsFaults;
import org.rollbook.testkit.lms.LmsTables;
import org.rollbook.testkit.lms.ReadingListener;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;
import org.rollbook.testkit.web.Web;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A campus whose tables and events drift apart, and both views of it. The long form is
/// `-Dseconds=600`.
@Execution(ExecutionMode.CONCURRENT)
class CampusIT {

  private static final Logger LOG = LoggerFactory.getLogger(CampusIT.class);

  private static final Clock CLOCK = Clock.systemUTC();
  private static final int SECONDS = Integer.getInteger("seconds", 20);
  private static final double EVENTS_PER_SECOND = 100;
  private static final double LOST = 0.01;

  /// Of rolled back, unannounced and deleted rows each.
  private static final double FAULTS = 0.01;

  /// Longer than an event of the campus can be late: 200 events, and again as long for a busy
  /// machine.
  private static final Duration MARGIN = Duration.ofSeconds(8);

  private static final int EVENTS_BEFORE = 2_000;

  @TempDir private Path folder;

  @Test
  void shouldFindAndRepairWhatTheBusLostThroughKills() throws Exception {
    try (var stack = new Stack("repair")) {
      var faults = new LmsFaults(stack.tables, FAULTS, new SplittableRandom(7));
      CampusRun campus = stack.begin(faults);
      List<Witness> witnesses = stack.witnesses();
      try (campus) {
        campus.losing(new EventLoss(LOST, 11)).start();
        stack.awaitComplete();
        for (Runnable kill : stack.kills()) {
          awaitPublished(campus, SECONDS * EVENTS_PER_SECOND / stack.kills().size());
          kill.run();
        }
        awaitPublished(campus, 1);
        campus.finish();
      }
      stack.awaitReady();
      stack.awaitComplete();
      stack.assertRight(witnesses);
      long lost = campus.progress().lost();
      String what =
          "%s, %d faults, drift %s, %s"
              .formatted(campus.progress(), faults.made(), stack.drift(), witnesses);
      LOG.atInfo().addKeyValue("what", what).log("Drilled");
      assertThat(lost).isPositive();
      assertThat(stack.drifted()).as(what).isBetween(1L, faults.made() + lost);
    }
  }

  /// Duplicates, late events and events of other topics are no drift.
  @Test
  void shouldReportNoDriftWhereNothingIsLost() throws Exception {
    try (var stack = new Stack("report")) {
      try (CampusRun campus = stack.begin(stack.tables)) {
        campus.start();
        awaitPublished(campus, SECONDS * EVENTS_PER_SECOND);
        campus.finish();
      }
      stack.awaitNoSuspicions();
      assertThat(stack.drifted()).isZero();
    }
  }

  private static void awaitPublished(CampusRun campus, double more) {
    double enough = campus.progress().acknowledged() + more;
    await()
        .atMost(TimeLimit.AMPLE.plusSeconds(SECONDS))
        .until(() -> campus.progress().acknowledged() >= enough);
  }

  /// The database, both views and the reconciler of one site.
  private final class Stack implements AutoCloseable {

    private final MariaDb mariaDb;
    private final LmsServer server;
    private final LmsDatabase database;
    private final LmsTables tables;
    private final Truth truth = Truth.remembering(Duration.ofMinutes(20));
    private final Site enrollments;
    private final Site grades;
    private final ViewProcess reconciler;
    private final Web api;
    private final ReadingListener readings;
    private final OpenEdxProducer lms;

    /// Readings of what no table had at that time.
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    Stack(String mode) {
      assumeTrue(MariaDb.Programs.ofDebian().isPresent(), "MariaDB is not installed");
      mariaDb = MariaDb.start().orElseThrow();
      server = LmsServer.on(mariaDb);
      database = server.open();
      tables = LmsTables.open(server.url(), server.administrator());
      boolean fills = mode.equals("repair");
      Map<String, String> settings =
          Map.of(
              "ROLLBOOK_COMPLETE_FROM",
              fills ? "" : "empty",
              "ROLLBOOK_CREATE_SOURCE_TOPICS",
              "true");
      enrollments = Site.start("enrollments", folder.resolve(mode + "-enrollments"), settings);
      grades = enrollments.startTopology("grades", folder.resolve(mode + "-grades"), settings);
      reconciler = ViewProcess.start(reconcilerSettings(mode));
      api = new Web(reconciler.settings().port());
      readings =
          ReadingListener.start(
              SharedKafka.broker().bootstrapServers(), site(), truth, tables, MARGIN, wrong::add);
      lms = enrollments.lms(truth);
    }

    private ViewSettings reconcilerSettings(String mode) {
      return LmsSite.settings(enrollments, server, folder.resolve(mode))
          .with("ROLLBOOK_RECONCILE", mode)
          .with("ROLLBOOK_RECONCILE_MARGIN", MARGIN.toString())
          .with("ROLLBOOK_VIEWS", enrollments.view().url() + "," + grades.view().url());
    }

    private TopicPrefix site() {
      return enrollments.prefix();
    }

    /// A campus that has not begun to publish. Where the reconciler repairs, it has had a semester
    /// of which the bus knows nothing.
    CampusRun begin(LmsWrites writes) {
      awaitReady();
      await().until(() -> enrollments.hasReceived() && grades.hasReceived());
      Campus campus =
          Campus.running(
              CampusSettings.of(3, 500, 10)
                  .emitting(RowKind.ENROLLMENTS, RowKind.GRADES)
                  .withUnenrollmentsApart(true),
              CLOCK);
      if (writes != tables) {
        campus.writingTo(tables);
        tables.together(
            () -> {
              for (int event = 0; event < EVENTS_BEFORE; event++) {
                campus.next();
              }
            });
      }
      campus.writingTo(writes);
      return new CampusRun(campus, lms, EVENTS_PER_SECOND, CLOCK);
    }

    void awaitReady() {
      enrollments.view().awaitReady();
      grades.view().awaitReady();
      reconciler.awaitReady();
    }

    List<Witness> witnesses() {
      return List.of(
          Witness.of(enrollments.enrollments(), truth.enrollments()).start(),
          Witness.of(grades.grades(), truth.grades()).start());
    }

    List<Runnable> kills() {
      return List.of(
          () -> {
            reconciler.kill();
            reconciler.startAgain();
          },
          () -> {
            grades.view().kill();
            grades.view().startAgain();
          },
          () -> {
            mariaDb.kill9();
            mariaDb.restart();
          },
          () -> {
            enrollments.view().kill();
            enrollments.view().startAgain();
          });
    }

    /// Waits until both views are complete.
    void awaitComplete() {
      await()
          .untilAsserted(
              () -> {
                assertThat(enrollments.get("/v1/digests").status()).isEqualTo(200);
                assertThat(grades.get("/v1/digests").status()).isEqualTo(200);
              });
    }

    void assertRight(List<Witness> witnesses) throws SQLException {
      Instant now = CLOCK.instant();
      await()
          .untilAsserted(
              () -> {
                LmsSite.assertEqual(enrollments, database, ComparedTables.ENROLLMENTS);
                LmsSite.assertEqual(grades, database, ComparedTables.GRADES);
              });
      LOG.atInfo().addKeyValue("after", Duration.between(now, CLOCK.instant())).log("Repaired");
      awaitNoSuspicions();
      for (Witness witness : witnesses) {
        witness.close();
        assertThat(witness.contradictions()).isEmpty();
        assertThat(witness.agreed()).isPositive();
      }
      readings.catchUp();
      assertThat(wrong).isEmpty();
      assertThat(CampusView.ENROLLMENTS.audit(enrollments, truth).faults()).isEmpty();
      assertThat(CampusView.GRADES.audit(grades, truth).faults()).isEmpty();
    }

    /// Waits until everything that the campus did was compared, and judged a margin later.
    void awaitNoSuspicions() {
      Instant over = CLOCK.instant().plus(MARGIN);
      await()
          .untilAsserted(
              () ->
                  assertThat(api.get("/v1/passes").json().path("results"))
                      .filteredOn(pass -> pass.path("state").asText().equals("whole"))
                      .filteredOn(
                          pass -> Instant.parse(pass.path("started_at").asText()).isAfter(over))
                      .extracting(pass -> pass.path("table").asText())
                      .contains(ComparedTables.ENROLLMENTS.name(), ComparedTables.GRADES.name()));
      await()
          .untilAsserted(
              () ->
                  assertThat(drift())
                      .hasSize(2)
                      .allSatisfy(
                          table -> assertThat(table.path("suspected").asLong(-1)).isZero()));
    }

    /// How many rows were found to have drifted, of both tables.
    long drifted() {
      return drift().stream()
          .flatMap(table -> StreamSupport.stream(table.path("drifted").spliterator(), false))
          .mapToLong(JsonNode::asLong)
          .sum();
    }

    List<JsonNode> drift() {
      return StreamSupport.stream(api.get("/v1/drift").json().path("results").spliterator(), false)
          .toList();
    }

    @Override
    public void close() {
      lms.close();
      readings.close();
      api.close();
      reconciler.close();
      grades.close();
      enrollments.close();
      tables.close();
      database.close();
      server.close();
    }
  }
}
