package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.Audit;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// Damaged store files on disk: no answer is incomplete, and the replica is restored.
class DamagedFileIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ViewUrls PATHS = ViewUrls.ofEnrollments(URI.create(""));
  private static final int EVENTS = 4_000;

  @TempDir private Path folder;
  private final Truth truth = Truth.keepingAll();
  private Site site;
  private Audit<?, ?> audit;

  @BeforeEach
  void fill() {
    site = Site.start("enrollments", folder.resolve("first"));
    site.view().awaitReady(PATIENCE);
    audit = new Audit<>(site.enrollments(), truth.enrollments());
    var settings = CampusSettings.of(1, 1_500, 3).withPace(Duration.ofMillis(1));
    try (var lms = site.lms(truth)) {
      lms.publishAll(Campus.generate(settings, Instant.now().minusSeconds(60), EVENTS));
    }
    awaitEverything();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void shouldServeNoIncompleteListFromDamagedFilesAndRestoreThem() throws IOException {
    site.view().stop();
    for (Path file : tables("roster")) {
      flip16Bytes(file);
    }
    site.view().startAgain();

    await().atMost(PATIENCE).ignoreExceptions().until(this::isServedWholeOrRefused);

    awaitEverything();
    assertThat(audit.wrongLists()).isEmpty();
    assertThat(audit.wrongFigures()).isEmpty();
    assertThat(site.view().process().log())
        .content()
        .contains("The files of a store are damaged; it will be restored")
        .contains("store=\"roster\"");
  }

  @Test
  void shouldGetAnswersFromTheOtherInstanceMeanwhile() throws IOException {
    try (var second = site.startAnother(folder.resolve("second"))) {
      second.view().awaitReady(PATIENCE);
      await().atMost(PATIENCE).until(second::hasReceived);
      await().atMost(PATIENCE).until(site::hasReceived);
      second.view().stop();
      for (Path file : tablesIn(folder.resolve("second"), "roster")) {
        flip16Bytes(file);
      }
      second.view().startAgain();
      second.view().awaitReady(PATIENCE);

      for (CourseKey course : truth.enrollments().courses()) {
        assertThat(pagesOf(second, course)).hasSize(truth.enrollments().rowsOf(course).size());
      }
    }
  }

  @Test
  void shouldStartWithFilesThatCannotBeOpened() throws IOException {
    site.view().stop();
    for (Path file : files("counts", "CURRENT")) {
      Files.write(file, new byte[0]);
    }
    for (Path file : tables("roster")) {
      try (var table = new RandomAccessFile(file.toFile(), "rw")) {
        table.setLength(table.length() / 2);
      }
    }

    site.view().startAgain();
    site.view().awaitReady(PATIENCE);

    awaitEverything();
    assertThat(audit.wrongLists()).isEmpty();
    assertThat(audit.wrongFigures()).isEmpty();
    assertThat(site.view().process().log())
        .content()
        .contains("The files of a store cannot be opened; it will be restored");
  }

  /// Asserts that each answered list is complete; true once all lists are answered.
  private boolean isServedWholeOrRefused() {
    boolean all = true;
    for (CourseKey course : truth.enrollments().courses()) {
      Reply reply = site.get(PATHS.rowsOf(course).getRawPath() + "?page_size=1000");
      assertThat(reply.status()).isIn(200, 503);
      all &= reply.status() == 200;
      if (reply.status() == 200) {
        assertThat(reply.json().at("/results"))
            .hasSize(Math.min(1_000, truth.enrollments().rowsOf(course).size()));
      }
    }
    return all;
  }

  private static List<JsonNode> pagesOf(Site site, CourseKey course) {
    List<JsonNode> rows = new ArrayList<>();
    String path = PATHS.rowsOf(course).getRawPath() + "?page_size=100";
    while (true) {
      JsonNode page = site.get(path, "Prefer", "wait=20").json();
      page.path("results").forEach(rows::add);
      if (!page.path("next").isTextual()) {
        return rows;
      }
      URI next = URI.create(page.path("next").textValue());
      path = next.getRawPath() + "?" + next.getRawQuery();
    }
  }

  private void awaitEverything() {
    Instant published = Instant.now();
    await().atMost(PATIENCE).until(() -> audit.isAsOfAfter(published));
  }

  private List<Path> tables(String store) throws IOException {
    return tablesIn(folder.resolve("first"), store);
  }

  /// The table files that are large enough to contain rows and not only offsets.
  private static List<Path> tablesIn(Path folder, String store) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".sst"))
          .filter(file -> file.toString().contains("/rocksdb/" + store + "/"))
          .filter(file -> file.toFile().length() > 4_096)
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private List<Path> files(String store, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("first"))) {
      return files.filter(file -> file.endsWith(Path.of("rocksdb", store, name))).toList();
    }
  }

  private static void flip16Bytes(Path file) throws IOException {
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
