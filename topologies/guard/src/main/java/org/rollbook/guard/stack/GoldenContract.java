package org.rollbook.guard.stack;

import static java.util.stream.IntStream.rangeClosed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rollbook.guard.contract.SharedByTests;
import org.rollbook.guard.contract.SharedParameters;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.sample.Lookups;
import org.rollbook.testkit.web.Reply;

/// The producer's real messages, byte for byte, through the running process: all are about one row,
/// and each changes it.
@ExtendWith(SharedParameters.class)
public interface GoldenContract extends GoldenSamples {

  @BeforeEach
  default void requireGoldenMessages() {
    assumeThat(Golden.available()).as("the contract's golden messages are here").isTrue();
  }

  @SharedByTests
  default GoldenRun run() {
    return GoldenRun.of(this);
  }

  /// The packaged jar has every library that its pages need.
  @Test
  default void shouldServeItsPages(GoldenRun run) {
    for (String page : List.of("/openapi.yml", "/asyncapi.yml", "/docs", "/docs/topics")) {
      assertThat(run.site().get(page).status()).as(page).isEqualTo(200);
    }
  }

  @Test
  default void shouldServeEachMessageWithItsValuesAndStamp(GoldenRun run) {
    assertThat(run.rows())
        .hasSameSizeAs(goldenCases())
        .isEqualTo(
            rangeClosed(1, run.sent().size())
                .mapToObj(n -> goldenRow(run.sent().subList(0, n), run.stamps().subList(0, n)))
                .map(GoldenRun::json)
                .toList());
  }

  @Test
  default void shouldServeTheFiguresOfTheCourse(GoldenRun run) {
    assertThat(goldenFigures()).containsKey(goldenCases().size());
    goldenFigures()
        .forEach(
            (messages, figures) ->
                assertThat(run.figures().get(messages - 1)).isEqualTo(GoldenRun.json(figures)));
  }

  @Test
  default void shouldReportFreshnessAndCompleteness(GoldenRun run) {
    Reply reply = run.site().get(run.urls().row(GoldenRun.KEY).toString());

    assertThat(reply.header("Rollbook-As-Of")).endsWith("Z");
    assertThat(reply.header("Rollbook-Complete-Since")).endsWith("Z");
    assertThat(reply.header("Rollbook-Served-By")).isEqualTo("active " + run.site().name());
  }

  @Test
  default void shouldListItForTheLearnerAndForTheCourse(GoldenRun run) {
    JsonNode page =
        GoldenRun.json(
            "{\"results\": [%s], \"next\": null, \"previous\": null}"
                .formatted(run.rows().getLast()));

    assertThat(run.ofLearner()).isEqualTo(page);
    assertThat(run.ofCourse()).isEqualTo(page);
    for (String filter : filtersAgainstGolden()) {
      assertThat(listed(run, run.urls().rowsOf(GoldenRun.KEY.course()) + "&" + filter)).isEmpty();
    }
    String filter = filtersAgainstGolden().getFirst();
    assertThat(listed(run, run.urls().rowsOf(GoldenRun.KEY.learner()) + "&" + filter)).isEmpty();
  }

  private static JsonNode listed(GoldenRun run, String list) {
    Reply reply = run.site().get(list);
    assertThat(reply.status()).as(list).isEqualTo(200);
    return reply.json().path("results");
  }

  @Test
  default void shouldServeItsHistoryNewestFirst(GoldenRun run) {
    JsonNode items = run.history().path("results");

    assertThat(items.findValues("stamp")).isEqualTo(run.stamps().reversed());
    assertThat(items.findValuesAsText("outcome")).containsOnly("applied");
    assertThat(items.findValues("said"))
        .isEqualTo(
            run.sent().reversed().stream().map(this::goldenSaid).map(GoldenRun::json).toList());
  }

  @Test
  default void shouldAnswerLookups(GoldenRun run) {
    var absent = new CampusEnrollmentKey(new LearnerId(1), GoldenRun.KEY.course());
    JsonNode keys = Lookups.question(List.of(absent, GoldenRun.KEY));
    JsonNode courses = Lookups.questionOfCourses(List.of(GoldenRun.KEY.course()));

    JsonNode rows = run.site().web().post(run.urls().lookup().toString(), keys.toString()).json();
    JsonNode figures =
        run.site().web().post(run.urls().lookupOfFigures().toString(), courses.toString()).json();

    assertThat(rows.at("/results/0/status").intValue()).isEqualTo(404);
    assertThat(rows.at("/results/1").path(run.urls().row())).isEqualTo(run.rows().getLast());
    assertThat(figures.at("/results/0").path(run.urls().figuresField()))
        .isEqualTo(run.figures().getLast());
  }

  /// Most of the golden messages have personal data.
  @Test
  default void shouldRejectNothingAndServeNoPersonalData(GoldenRun run) {
    assertThat(run.site().deadLetters()).isEmpty();
    assertThat(run.history().toString()).doesNotContain("bob");
  }
}
