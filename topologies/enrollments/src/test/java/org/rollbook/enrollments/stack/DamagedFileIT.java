package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.SampleOutcome;
import org.rollbook.testkit.sample.SampleQuestion;
import org.rollbook.testkit.sample.Sampler;
import org.rollbook.testkit.site.Audit;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// Damaged store files on disk: no answer is incomplete, and the replica is restored.
///
/// Its tests share a site, so one runs after the other, beside those of other classes.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the site of DamagedFileIT")
class DamagedFileIT {

  private static final Truth TRUTH = Truth.keepingAll();
  private static final int LOOKED_UP_AT_ONCE = 50;

  @TempDir private static Path folder;
  private static Site site;
  private static Audit<?, ?> audit;

  @BeforeAll
  static void fill() {
    site = Site.start("enrollments", folder.resolve("first"));
    site.view().awaitReady();
    audit = CampusView.ENROLLMENTS.audit(site, TRUTH);
    site.publish(TRUTH, CampusSettings.of(1, 1_500, 3).withPace(Duration.ofMillis(1)), 4_000);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /// Each test damages the files of a site that is whole.
  @BeforeEach
  void awaitWholeSite() {
    audit.awaitCurrent();
  }

  @Test
  void shouldServeNoIncompleteListFromDamagedFilesAndRestoreThem() throws IOException {
    site.view().stop();
    flipSomeOf(tables("first", "roster"));
    site.view().startAgain();

    await().ignoreExceptions().until(DamagedFileIT::isServedWholeOrRefused);

    audit.awaitCurrent();
    assertThat(audit.faults()).isEmpty();
    assertThat(site.view().process().log())
        .content()
        .contains("The files of a store are damaged; it will be restored")
        .contains("store=\"roster\"");
  }

  @Test
  void shouldServeNoWrongRowFromDamagedFilesAndRestoreThem() throws IOException {
    site.view().stop();
    flipSomeOf(tables("first", "enrollments"));
    site.view().startAgain();
    site.view().awaitReady();

    assertThatRowsAreRight(site);
    assertThat(site.view().process().log())
        .content()
        .contains("The files of a store are damaged; it will be restored")
        .contains("store=\"enrollments\"");
  }

  @Test
  void shouldGetAnswersFromTheOtherInstanceMeanwhile() throws IOException {
    try (var second = site.startAnother(folder.resolve("second"))) {
      second.view().awaitReady();
      await().until(() -> second.hasReceived() && site.hasReceived());
      second.view().stop();
      flipSomeOf(tables("second", "roster"));
      second.view().startAgain();
      second.view().awaitReady();

      for (CourseKey course : TRUTH.enrollments().courses()) {
        assertThat(pagesOf(second, course)).hasSize(TRUTH.enrollments().rowsOf(course).size());
      }
    }
  }

  /// Looks each row up, and asks for some of them alone.
  private static void assertThatRowsAreRight(Site asked) {
    var sampler = new Sampler<>(asked.enrollments(), TRUTH.enrollments(), counts -> {});
    List<CampusEnrollmentKey> keys = CampusView.ENROLLMENTS.keys(TRUTH);
    for (int from = 0; from < keys.size(); from += LOOKED_UP_AT_ONCE) {
      List<CampusEnrollmentKey> some =
          keys.subList(from, Math.min(keys.size(), from + LOOKED_UP_AT_ONCE));
      await().until(() -> areRight(sampler.lookUp(some)));
      await()
          .until(() -> areRight(List.of(sampler.ask(new SampleQuestion.OneRow(some.getFirst())))));
    }
  }

  /// Whether all are right; false if some were refused for now.
  private static boolean areRight(List<SampleOutcome> outcomes) {
    assertThat(outcomes)
        .noneMatch(SampleOutcome.Disagreed.class::isInstance)
        .noneMatch(SampleOutcome.Failed.class::isInstance);
    return outcomes.stream().allMatch(SampleOutcome.Agreed.class::isInstance);
  }

  @Test
  void shouldStartWithFilesThatCannotBeOpened() throws IOException {
    site.view().stop();
    for (Path file : files("counts", "CURRENT")) {
      Files.write(file, new byte[0]);
    }
    for (Path file : tables("first", "roster")) {
      try (var table = new RandomAccessFile(file.toFile(), "rw")) {
        table.setLength(table.length() / 2);
      }
    }

    site.view().startAgain();
    site.view().awaitReady();

    audit.awaitCurrent();
    assertThat(audit.faults()).isEmpty();
    assertThat(site.view().process().log())
        .content()
        .contains("The files of a store cannot be opened; it will be restored");
  }

  /// Asserts that each answered list is complete; true once all lists are answered.
  private static boolean isServedWholeOrRefused() {
    boolean all = true;
    for (CourseKey course : TRUTH.enrollments().courses()) {
      Reply reply = site.get(CampusView.ENROLLMENTS.urls().rowsOf(course).toString());
      assertThat(reply.status()).isIn(200, 503);
      all &= reply.status() == 200;
      if (reply.status() == 200) {
        assertThat(reply.json().path("results"))
            .hasSize(Math.min(1_000, TRUTH.enrollments().rowsOf(course).size()));
      }
    }
    return all;
  }

  private static List<JsonNode> pagesOf(Site site, CourseKey course) {
    List<JsonNode> rows = new ArrayList<>();
    JsonNode page =
        site.get(
                CampusView.ENROLLMENTS.urls().inPagesOf(100).rowsOf(course).toString(),
                "Prefer",
                "wait=20")
            .json();
    page.path("results").forEach(rows::add);
    while (page.path("next").isTextual()) {
      page = site.follow(page.path("next").textValue(), "Prefer", "wait=20").json();
      page.path("results").forEach(rows::add);
    }
    return rows;
  }

  /// The table files that are large enough to contain rows and not only offsets.
  private static List<Path> tables(String instance, String store) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(instance))) {
      return files
          .filter(file -> file.toString().endsWith(".sst"))
          .filter(file -> file.toString().contains("/rocksdb/" + store + "/"))
          .filter(file -> file.toFile().length() > 4_096)
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static List<Path> files(String store, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("first"))) {
      return files.filter(file -> file.endsWith(Path.of("rocksdb", store, name))).toList();
    }
  }

  /// Flips 16 bytes of each.
  private static void flipSomeOf(List<Path> files) throws IOException {
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      try (var table = new RandomAccessFile(file.toFile(), "rw")) {
        var bytes = new byte[16];
        long at = table.length() / 3;
        table.seek(at);
        table.readFully(bytes);
        for (int each = 0; each < bytes.length; each++) {
          bytes[each] ^= (byte) 0xFF;
        }
        table.seek(at);
        table.write(bytes);
      }
    }
  }
}
