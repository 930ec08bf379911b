package org.rollbook.reconciler.lms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.testkit.golden.LmsTable;

/// The tables, rows, readings, digests and permissions of the contract, on one kind of server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LmsTablesContract {

  private final String kind;
  private LmsServer server;
  private LmsDatabase database;

  LmsTablesContract(String kind) {
    this.kind = kind;
  }

  @BeforeAll
  void load() {
    assumeTrue(LmsTable.available(), "the contract's tables of the LMS are not there");
    server = LmsServer.start(kind);
    server.loadContract();
    database = server.reader();
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      database.close();
      server.close();
    }
  }

  @Test
  void shouldHaveThePermissionsThatItNeeds() throws SQLException {
    database.requireColumns(ComparedTables.ENROLLMENTS);
    database.requireColumns(ComparedTables.GRADES);
  }

  @Test
  void shouldBeRefusedAnyOtherColumn() {
    for (String forbidden :
        List.of(
            "SELECT email FROM auth_user",
            "SELECT * FROM auth_user",
            "SELECT password FROM auth_user WHERE 1=0",
            "SELECT name FROM certificates_generatedcertificate",
            "DELETE FROM student_courseenrollment",
            "UPDATE student_courseenrollment SET is_active = is_active")) {
      assertThatThrownBy(() -> server.tryAsReader(forbidden))
          .as(forbidden)
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void shouldNameTheTableThatMayNotBeRead() {
    server.run("CREATE TABLE hidden (id int)");

    assertThatThrownBy(() -> server.tryAsReader("SELECT id FROM hidden"))
        .hasMessageContaining("hidden");
  }

  @Test
  void shouldReadEveryEnrollment() throws SQLException {
    Map<Long, LmsEnrollment> rows = read(ComparedTables.ENROLLMENTS);

    for (JsonNode expected : LmsTable.named("student_courseenrollment").rows()) {
      LmsEnrollment row = required(rows, expected.required("id").longValue());
      assertThat(row.learner().value()).isEqualTo(expected.required("user_id").longValue());
      assertThat(row.course().value()).isEqualTo(expected.required("course_id").textValue());
      assertThat(row.mode()).isEqualTo(expected.required("mode").textValue());
      assertThat(row.active()).isEqualTo(expected.required("is_active").booleanValue());
      assertThat(row.created()).isEqualTo(time(expected.required("created")));
    }
    assertThat(rows).hasSize(50);
  }

  @Test
  void shouldReadEveryGrade() throws SQLException {
    Map<Long, LmsGrade> rows = read(ComparedTables.GRADES);

    for (JsonNode expected : LmsTable.named("grades_persistentcoursegrade").rows()) {
      LmsGrade row = required(rows, expected.required("id").longValue());
      assertThat(row.learner().value()).isEqualTo(expected.required("user_id").longValue());
      assertThat(row.course().value()).isEqualTo(expected.required("course_id").textValue());
      assertThat(row.percent()).isEqualTo(expected.required("percent_grade").doubleValue());
      assertThat(row.letter()).isEqualTo(expected.required("letter_grade").textValue());
      assertThat(row.gradingPolicyHash())
          .isEqualTo(expected.required("grading_policy_hash").textValue());
      assertThat(row.courseVersion()).isEqualTo(expected.required("course_version").textValue());
      assertThat(row.passedAt()).isEqualTo(time(expected.required("passed_timestamp")));
    }
    assertThat(rows).hasSize(50);
  }

  @Test
  void shouldComputeTheDigestsOfTheContract() throws SQLException {
    assertDigests(ComparedTables.ENROLLMENTS);
    assertDigests(ComparedTables.GRADES);
  }

  /// The server's own hash of each row equals ours.
  @Test
  void shouldHashEachRowAsJavaDoes() throws SQLException {
    assertHashes(ComparedTables.ENROLLMENTS);
    assertHashes(ComparedTables.GRADES);
  }

  @Test
  void shouldTellTheTimeInUtc() throws SQLException {
    LmsClock clock = database.clock();

    assertThat(Duration.between(clock.now(), Clock.systemUTC().instant()).abs())
        .isLessThan(Duration.ofMinutes(5));
    assertThat(clock.lag()).isZero();
  }

  @Test
  void shouldFindRowsThatWereMadeLately() throws SQLException {
    List<TableRow<LmsEnrollment>> all =
        database.rowsByKey(ComparedTables.ENROLLMENTS, 0, Long.MAX_VALUE);
    Instant newest =
        all.stream()
            .flatMap(row -> row.value().flatMap(LmsEnrollment::created).stream())
            .max(Instant::compareTo)
            .orElseThrow();

    assertThat(database.rowsChangedSince(ComparedTables.ENROLLMENTS, newest)).isNotEmpty();
    assertThat(database.rowsChangedSince(ComparedTables.ENROLLMENTS, newest.plusNanos(1_000)))
        .isEmpty();
  }

  @Test
  void shouldReadChunksThatTogetherAreTheTable() throws SQLException {
    int rows = 0;
    long after = 0;
    OptionalLong end = database.endOfChunk(ComparedTables.GRADES, after, 7);
    while (end.isPresent()) {
      int chunk = database.rowsByKey(ComparedTables.GRADES, after, end.getAsLong()).size();
      assertThat(chunk).isBetween(1, 7);
      rows += chunk;
      after = end.getAsLong();
      end = database.endOfChunk(ComparedTables.GRADES, after, 7);
    }

    assertThat(rows).isEqualTo(50);
  }

  /// The server's condition selects all of them, and ours only them.
  @Test
  void shouldSeeOnlyTheOrganisationsThatAreNamed() throws SQLException {
    List<TableRow<LmsEnrollment>> all =
        database.rowsByKey(ComparedTables.ENROLLMENTS, 0, Long.MAX_VALUE);
    var orgs = Orgs.of(List.of("edX", "MITx"));
    List<TableRow<LmsEnrollment>> expected =
        all.stream().filter(row -> orgs.include(row.value().orElseThrow().course())).toList();
    assertThat(expected).isNotEmpty().hasSizeLessThan(all.size());

    try (LmsDatabase some = server.open(orgs)) {
      assertThat(some.rowsByKey(ComparedTables.ENROLLMENTS, 0, Long.MAX_VALUE)).isEqualTo(expected);
      assertThat(
              some
                  .digestsByKey(ComparedTables.ENROLLMENTS, 4_096, 0, Long.MAX_VALUE)
                  .values()
                  .stream()
                  .mapToLong(RowsDigest::count)
                  .sum())
          .isGreaterThanOrEqualTo(expected.size())
          .isLessThan(all.size());
      assertThat(some.rowsChangedSince(ComparedTables.ENROLLMENTS, Instant.EPOCH))
          .hasSizeLessThanOrEqualTo(expected.size());
    }
  }

  private <T> Map<Long, T> read(ComparedTable<T> table) throws SQLException {
    return database.rowsByKey(table, 0, Long.MAX_VALUE).stream()
        .collect(Collectors.toMap(TableRow::id, row -> row.value().orElseThrow()));
  }

  private void assertDigests(ComparedTable<?> table) throws SQLException {
    JsonNode expected = LmsTable.named(table.name()).digests();
    SortedMap<Long, RowsDigest> buckets = database.digestsByKey(table, 4_096, 0, Long.MAX_VALUE);

    RowsDigest all = buckets.values().stream().reduce(RowsDigest.NONE, RowsDigest::and);
    assertThat(all.hex()).isEqualTo(hex(expected.required("xor")));
    for (JsonNode bucket : expected.required("buckets_of_4096_learners")) {
      RowsDigest digest = required(buckets, bucket.required("bucket").longValue());
      assertThat(digest.count()).isEqualTo(bucket.required("rows").longValue());
      assertThat(digest.hex()).isEqualTo(hex(bucket.required("xor")));
    }
    assertThat(buckets).hasSize(expected.required("buckets_of_4096_learners").size());
  }

  private <T> void assertHashes(ComparedTable<T> table) throws SQLException {
    for (TableRow<T> row : database.rowsByKey(table, 0, Long.MAX_VALUE)) {
      String text = table.text().apply(row.value().orElseThrow());
      assertThat(database.digestsByKey(table, 64, row.id() - 1, row.id()).values())
          .as(text)
          .containsExactly(RowsDigest.NONE.with(text));
    }
  }

  private static <V> V required(Map<Long, V> values, long key) {
    return Optional.ofNullable(values.get(key)).orElseThrow();
  }

  private static String hex(JsonNode digest) {
    return digest.required("sha256_64").required("hex").textValue();
  }

  private static Optional<Instant> time(JsonNode time) {
    return time.isNull()
        ? Optional.empty()
        : Optional.of(Instant.parse(time.required("utc").textValue()));
  }
}
