package org.rollbook.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.client.enrollments.ApiClient;
import org.rollbook.client.enrollments.ApiException;
import org.rollbook.client.enrollments.api.CoursesApi;
import org.rollbook.client.enrollments.api.LearnersApi;
import org.rollbook.client.enrollments.api.LookupsApi;
import org.rollbook.client.enrollments.model.Enrollment;
import org.rollbook.client.enrollments.model.LearnerCourse;
import org.rollbook.client.enrollments.model.LearnerCourseLookup;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.Site;

/// The client that is generated from `/openapi.yml`, against a running instance.
class EnrollmentsClientIT {

  private static final int EVENTS = 300;

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Site site;
  private static CourseKey course;
  private static ApiClient client;

  @BeforeAll
  static void publish() {
    site = Site.start("enrollments", folder);
    site.view().awaitReady();
    var settings = CampusSettings.of(31, 60, 4).withPace(Duration.ofMillis(5));
    try (var lms = site.lms(TRUTH)) {
      lms.publishAll(
          Campus.generate(settings, Instant.now().minus(settings.longestSpan(EVENTS)), EVENTS));
    }
    course =
        TRUTH.enrollments().courses().stream()
            .max(Comparator.comparingInt(each -> TRUTH.enrollments().rowsOf(each).size()))
            .orElseThrow();
    client = new ApiClient();
    client.updateBaseUri(site.view().url());
    await()
        .ignoreExceptions()
        .until(
            () ->
                roster().size() == TRUTH.enrollments().rowsOf(course).size()
                    && roster()
                        .equals(
                            TRUTH.enrollments().rowsOf(course).stream()
                                .map(EnrollmentsClientIT::payload)
                                .toList()));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /// The fields that the test compares: all but the stamp.
  private record Row(
      Long learner, String course, String mode, Boolean active, Instant enrolledAt) {}

  private static List<Row> roster() throws ApiException {
    return new CoursesApi(client)
            .roster(course.value(), 1000, null, null, null, null, null, null, null)
            .getResults()
            .stream()
            .map(EnrollmentsClientIT::served)
            .toList();
  }

  private static Row served(Enrollment row) {
    return new Row(
        row.getLearnerId(),
        row.getCourseKey(),
        row.getMode(),
        row.getIsActive(),
        Objects.requireNonNull(row.getEnrolledAt()).toInstant());
  }

  private static Row payload(TrueEnrollment row) {
    return new Row(
        row.key().learner().value(),
        row.key().course().value(),
        row.mode(),
        row.active(),
        row.enrolledAt());
  }

  @Test
  void shouldReadARowWithItsStampAndFreshness() throws ApiException {
    TrueEnrollment known = TRUTH.enrollments().rowsOf(course).getFirst();

    var response =
        new LearnersApi(client)
            .enrollmentWithHttpInfo(
                known.key().learner().value(), course.value(), 300, null, null, null, null);

    assertThat(served(response.getData())).isEqualTo(payload(known));
    assertThat(response.getData().getStamp().getEventId()).isEqualTo(known.stamp().eventId());
    assertThat(response.getHeaders()).containsKey("rollbook-as-of");
  }

  @Test
  void shouldReadCountsAndHistory() throws ApiException {
    TrueEnrollment known = TRUTH.enrollments().rowsOf(course).getFirst();

    assertThat(
            new CoursesApi(client)
                .enrollmentCounts(course.value(), null, null, null, null)
                .getTotal())
        .isEqualTo(TRUTH.enrollments().rowsOf(course).size());
    assertThat(
            new LearnersApi(client)
                .enrollmentHistory(
                    known.key().learner().value(), course.value(), null, null, null, null, null)
                .getResults())
        .hasSameSizeAs(TRUTH.enrollments().history(known.key()));
  }

  @Test
  void shouldLookUpMany() throws ApiException {
    TrueEnrollment known = TRUTH.enrollments().rowsOf(course).getFirst();
    var keys =
        new LearnerCourseLookup()
            .addKeysItem(key(known.key().learner().value()))
            .addKeysItem(key(999_999_999L));

    var answers = new LookupsApi(client).lookUpEnrollments(keys, null, null, null).getResults();

    assertThat(answers.getFirst().getStatus()).isEqualTo(200);
    assertThat(answers.getFirst().getEnrollment())
        .isNotNull()
        .satisfies(row -> assertThat(served(row)).isEqualTo(payload(known)));
    assertThat(answers.getLast().getStatus()).isEqualTo(404);
    assertThat(answers.getLast().getEnrollment()).isNull();
  }

  private static LearnerCourse key(long learner) {
    return new LearnerCourse().learnerId(learner).courseKey(course.value());
  }

  @Test
  void shouldDistinguishAbsenceFromOtherAnswers() {
    assertThatThrownBy(
            () ->
                new LearnersApi(client)
                    .enrollment(999_999_999L, course.value(), null, null, null, null, null))
        .isInstanceOfSatisfying(
            ApiException.class,
            absent -> {
              assertThat(absent.getCode()).isEqualTo(404);
              assertThat(absent.getResponseHeaders().firstValue("Rollbook-As-Of")).isPresent();
              assertThat(absent.getResponseBody()).contains("/problems/absent");
            });
  }
}
