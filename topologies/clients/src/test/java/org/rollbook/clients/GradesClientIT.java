package org.rollbook.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.client.grades.ApiClient;
import org.rollbook.client.grades.ApiException;
import org.rollbook.client.grades.api.CoursesApi;
import org.rollbook.client.grades.api.LearnersApi;
import org.rollbook.client.grades.api.LookupsApi;
import org.rollbook.client.grades.model.CourseLookup;
import org.rollbook.client.grades.model.Grade;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.Score;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.Site;

/// The client that is generated from `/openapi.yml`, against a running instance.
class GradesClientIT {

  private static final int EVENTS = 300;

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Site site;
  private static CourseKey course;
  private static ApiClient client;

  @BeforeAll
  static void publish() {
    site = Site.start("grades", folder);
    site.view().awaitReady();
    var settings =
        CampusSettings.of(31, 60, 4).withPace(Duration.ofMillis(5)).emitting(RowKind.GRADES);
    try (var lms = site.lms(TRUTH)) {
      lms.publishAll(
          Campus.generate(settings, Instant.now().minus(settings.longestSpan(EVENTS)), EVENTS));
    }
    Instant published = Instant.now();
    course =
        TRUTH.grades().courses().stream()
            .max(Comparator.comparingInt(each -> TRUTH.grades().rowsOf(each).size()))
            .orElseThrow();
    client = new ApiClient();
    client.updateBaseUri(site.view().url());
    await().ignoreExceptions().until(() -> asOfDistribution().isAfter(published));
    await().until(GradesClientIT::everythingIsServed);
  }

  private static boolean everythingIsServed() throws ApiException {
    for (TrueGrade known : TRUTH.grades().rowsOf(course)) {
      if (!served(known).getStamp().getEventId().equals(known.stamp().eventId())) {
        return false;
      }
    }
    return true;
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Instant asOfDistribution() throws ApiException {
    var headers =
        new CoursesApi(client)
            .gradeDistributionWithHttpInfo(course.value(), null, null, null, null)
            .getHeaders();
    return Instant.parse(
        headers.getOrDefault("rollbook-as-of", List.of(Instant.MIN.toString())).getFirst());
  }

  private static Grade served(TrueGrade known) throws ApiException {
    return new LearnersApi(client)
        .grade(known.key().learner().value(), course.value(), null, null, null, null, null);
  }

  @Test
  void shouldReadGradesWithAndWithoutAPercentage() throws ApiException {
    for (TrueGrade known : TRUTH.grades().rowsOf(course)) {
      Grade grade = served(known);

      assertThat(grade.getPercentGrade()).isEqualTo(known.score().map(Score::percent).orElse(null));
      assertThat(grade.getIsPassing()).isEqualTo(known.passing());
      assertThat(grade.getStamps().getGrade() == null).isEqualTo(known.score().isEmpty());
    }
  }

  @Test
  void shouldReadTheGradebookAndItsDistribution() throws ApiException {
    var truth = TRUTH.grades().figures(course).orElseThrow();

    assertThat(
            new CoursesApi(client)
                .gradebook(course.value(), 1000, null, null, null, null, null, null)
                .getResults())
        .hasSameSizeAs(TRUTH.grades().rowsOf(course));
    assertThat(
            new LookupsApi(client)
                .lookUpGradeDistributions(
                    new CourseLookup().addCourseKeysItem(course.value()), null, null, null)
                .getResults()
                .getFirst()
                .getGradeDistribution())
        .isNotNull()
        .satisfies(
            served -> {
              assertThat(served.getGraded()).isEqualTo(truth.graded());
              assertThat(served.getMeanPercentGrade()).isEqualTo(truth.meanPercent().orElse(null));
              assertThat(served.getLetters()).isEqualTo(truth.letters());
              assertThat(served.getHistogram()).isEqualTo(truth.histogram());
            });
  }
}
