package org.rollbook.reconciler.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.ComparedTables;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.lms.LmsServer;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.database.MariaDb;
import org.rollbook.testkit.kafka.SharedKafka;
import org.rollbook.testkit.lms.LmsTables;
import org.rollbook.testkit.lms.ReadingListener;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.Witness;
import org.rollbook.testkit.web.Web;

/// The LMS's database, both views and the reconciler of one site, each of which can be killed, and
/// what is true there.
final class DrilledSite implements AutoCloseable {

  private static final Clock CLOCK = Clock.systemUTC();

  /// Half of it is for events that are late.
  private static final Duration MARGIN = Duration.ofSeconds(8);

  /// What the reconciler logs of each row that had drifted.
  private static final Pattern DRIFT =
      Pattern.compile("A row had drifted table=\"(.*?)\" learner=\"(.*?)\" course=\"(.*?)\"");

  private final Deque<Runnable> parts = new ArrayDeque<>();
  private final Truth truth = Truth.remembering(Duration.ofMinutes(20));

  /// Readings of what no table had at that time.
  private final List<String> wrong = new CopyOnWriteArrayList<>();

  private final Path folder;
  private final MariaDb mariaDb;
  private final LmsServer server;
  private final LmsDatabase database;
  private final LmsTables tables;
  private @Nullable Running running;

  /// What runs once the tables are there.
  private record Running(
      Site enrollments,
      Site grades,
      ViewProcess reconciler,
      Web api,
      ReadingListener readings,
      OpenEdxProducer lms,
      List<Witness> witnesses) {}

  DrilledSite(Path folder) {
    assumeTrue(MariaDb.Programs.ofDebian().isPresent(), "MariaDB is not installed");
    this.folder = folder;
    // What was committed outlives a kill of the process, if not of the machine.
    mariaDb = MariaDb.start("--innodb-flush-log-at-trx-commit=2").orElseThrow();
    server = part(LmsServer.on(mariaDb), LmsServer::close);
    tables = part(LmsTables.open(server.url(), server.administrator()), LmsTables::close);
    database = part(server.open(), LmsDatabase::close);
  }

  /// @param close what ends it
  private <T> T part(T started, Consumer<T> close) {
    parts.push(() -> close.accept(started));
    return started;
  }

  /// Starts the views and the reconciler.
  ///
  /// @param mode of the reconciler
  /// @param completeFrom of the views
  void start(String mode, String completeFrom) {
    Map<String, String> settings =
        Map.of("ROLLBOOK_COMPLETE_FROM", completeFrom, "ROLLBOOK_CREATE_SOURCE_TOPICS", "true");
    Site enrollments =
        part(Site.start("enrollments", folder.resolve("enrollments"), settings), Site::close);
    Site grades =
        part(enrollments.startTopology("grades", folder.resolve("grades"), settings), Site::close);
    awaitReceived(enrollments, grades);
    ViewSettings reconciling =
        LmsSite.settings(enrollments, server, folder)
            .with("ROLLBOOK_RECONCILE", mode)
            .with("ROLLBOOK_RECONCILE_MARGIN", MARGIN.toString())
            .with("ROLLBOOK_VIEWS", enrollments.view().url() + "," + grades.view().url());
    ViewProcess reconciler = part(ViewProcess.start(reconciling), ViewProcess::close);
    reconciler.awaitReady();
    running =
        new Running(
            enrollments,
            grades,
            reconciler,
            part(new Web(reconciling.port()), Web::close),
            part(listener(enrollments), ReadingListener::close),
            part(enrollments.lms(truth), OpenEdxProducer::close),
            List.of(
                part(
                    Witness.of(enrollments.enrollments(), truth.enrollments()).start(),
                    Witness::close),
                part(Witness.of(grades.grades(), truth.grades()).start(), Witness::close)));
  }

  private ReadingListener listener(Site site) {
    return ReadingListener.start(
        SharedKafka.broker().bootstrapServers(), site.prefix(), truth, tables, MARGIN, wrong::add);
  }

  private static void awaitReceived(Site enrollments, Site grades) {
    enrollments.view().awaitReady();
    grades.view().awaitReady();
    await().until(() -> enrollments.hasReceived() && grades.hasReceived());
  }

  private Running running() {
    return Objects.requireNonNull(running, "not started");
  }

  LmsTables tables() {
    return tables;
  }

  /// What the LMS's events are sent with.
  OpenEdxProducer lms() {
    return running().lms();
  }

  /// Kills each process, which is started again at once.
  List<Runnable> kills() {
    return List.of(
        () -> {
          running().reconciler().kill();
          running().reconciler().startAgain();
        },
        () -> {
          running().grades().view().kill();
          running().grades().view().startAgain();
        },
        () -> {
          mariaDb.kill9();
          mariaDb.restart();
        },
        () -> {
          running().enrollments().view().kill();
          running().enrollments().view().startAgain();
        });
  }

  /// Waits until both views are complete.
  void awaitComplete() {
    await()
        .untilAsserted(
            () -> {
              assertThat(running().enrollments().get("/v1/digests").status()).isEqualTo(200);
              assertThat(running().grades().get("/v1/digests").status()).isEqualTo(200);
            });
  }

  /// Waits until both views have exactly the rows of the tables.
  void awaitEqual() {
    awaitReceived(running().enrollments(), running().grades());
    running().reconciler().awaitReady();
    await()
        .untilAsserted(
            () -> {
              LmsSite.assertEqual(running().enrollments(), database, ComparedTables.ENROLLMENTS);
              LmsSite.assertEqual(running().grades(), database, ComparedTables.GRADES);
            });
  }

  /// Waits until everything that the campus did was compared, and judged a margin later.
  void awaitJudged() {
    Instant over = CLOCK.instant().plus(MARGIN);
    await()
        .untilAsserted(
            () ->
                assertThat(running().api().get("/v1/passes").json().path("results"))
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
                    .allSatisfy(table -> assertThat(table.path("suspected").asLong(-1)).isZero()));
  }

  private JsonNode drift() {
    return running().api().get("/v1/drift").json().path("results");
  }

  /// The rows of a table that were found to have drifted.
  Set<LearnerCourse> drifted(ComparedTable<?> table) throws IOException {
    return DRIFT
        .matcher(Files.readString(running().reconciler().process().log()))
        .results()
        .filter(found -> found.group(1).equals(table.name()))
        .map(
            found ->
                new LearnerCourse(
                    new LearnerId(Long.parseLong(found.group(2))), new CourseKey(found.group(3))))
        .collect(Collectors.toSet());
  }

  /// Every answer agreed with the truth at its as-of, every reading with the tables at its time,
  /// and everything that is served now with both.
  void assertRight() {
    for (Witness witness : running().witnesses()) {
      witness.close();
      assertThat(witness.contradictions()).isEmpty();
      assertThat(witness.agreed()).isPositive();
    }
    running().readings().catchUp();
    assertThat(wrong).isEmpty();
    var enrollments = CampusView.ENROLLMENTS.audit(running().enrollments(), truth);
    var grades = CampusView.GRADES.audit(running().grades(), truth);
    enrollments.awaitCurrent();
    assertThat(enrollments.faults()).isEmpty();
    grades.awaitCurrent();
    assertThat(grades.faults()).isEmpty();
  }

  @Override
  public String toString() {
    return "drift %s, answers %s".formatted(drift(), running().witnesses());
  }

  /// Closes the rest whatever happens to one of them.
  @Override
  public void close() {
    if (!parts.isEmpty()) {
      try {
        parts.pop().run();
      } finally {
        close();
      }
    }
  }
}
