package org.rollbook.benchmark.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.Load.Result;
import org.rollbook.benchmark.load.LoadRequest;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.testkit.sample.ViewUrls;

/// A page of a roster, at its beginning, middle and end.
public record RosterBenchmark(TestBed testBed, Workbench workbench) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "roster";
  private static final int PAGE = 100;
  private static final int LONG_PAGE = 1_000;
  private static final String PAGE_SIZE = "page_size=";
  private static final Aim FLAT = Aim.atMost(1.3);
  private static final Aim BASELINE_POSTGRES = Aim.atLeast(1);

  /// Three full pages of a course.
  private record Pages(URI first, URI middle, URI last) {}

  public List<ResultRow> rows() {
    Pages ours = pages(testBed.ownerOf(testBed.large()).root(), testBed.large());
    URI small = first(testBed.ownerOf(testBed.small()).root(), testBed.small(), PAGE);
    Optional<Pages> postgres =
        testBed.postgres().map(theirs -> pages(theirs.root(), testBed.large()));
    return Stream.concat(
            Stream.of(
                baseline(
                    "first page, a course of 1,000",
                    ours.first(),
                    small,
                    Ratio.TIMES_AS_MUCH,
                    FLAT),
                baseline(
                    "middle page, a course of 1,000",
                    ours.middle(),
                    small,
                    Ratio.TIMES_AS_MUCH,
                    FLAT),
                baseline(
                    "last page, a course of 1,000", ours.last(), small, Ratio.TIMES_AS_MUCH, FLAT)),
            postgres.stream().flatMap(theirs -> baselinePostgres(ours, theirs)))
        .toList();
  }

  private Stream<ResultRow> baselinePostgres(Pages ours, Pages theirs) {
    return Stream.of(
        baselinePostgres("first page, PostgreSQL", ours.first(), theirs.first()),
        baselinePostgres("middle page, PostgreSQL", ours.middle(), theirs.middle()),
        baselinePostgres("last page, PostgreSQL", ours.last(), theirs.last()));
  }

  private ResultRow baselinePostgres(String baseline, URI ours, URI theirs) {
    return baseline(baseline, ours, theirs, Ratio.TIMES_AS_FAST, BASELINE_POSTGRES);
  }

  private ResultRow baseline(String baseline, URI ours, URI theirs, Ratio ratio, Aim aim) {
    var load = Load.closed(1, workbench.time());
    return ResultRow.of(
        NAME,
        baseline,
        "p50 us",
        workbench.rounds().of(() -> asked(load, ours), () -> asked(load, theirs)),
        result -> result.micros(0.5),
        ratio,
        aim);
  }

  private static Result asked(Load load, URI page) {
    return load.of(chance -> LoadRequest.get(page));
  }

  private static URI first(URI root, Roll roll, int size) {
    return ViewUrls.ofEnrollments(root).inPagesOf(size).rowsOf(roll.course());
  }

  /// Reads the whole roster once: the address of a page is known only from the page before.
  private static Pages pages(URI root, Roll roll) {
    try (var http = HttpClient.newHttpClient()) {
      int middlePage = roll.learners() / 2 / LONG_PAGE;
      URI middle = after(http, first(root, roll, LONG_PAGE), middlePage);
      int lastFull = roll.learners() / PAGE - 1;
      URI end = after(http, middle, lastFull * PAGE / LONG_PAGE - middlePage);
      URI last = after(http, inShortPages(end), lastFull % (LONG_PAGE / PAGE));
      return new Pages(first(root, roll, PAGE), inShortPages(middle), last);
    }
  }

  /// The page this many pages later.
  private static URI after(HttpClient http, URI page, int pages) {
    URI at = page;
    for (int i = 0; i < pages; i++) {
      at = next(Load.send(http, Load.get(at)));
    }
    return at;
  }

  private static URI next(String body) {
    try {
      return URI.create(JSON.readTree(body).required("next").textValue());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + body, e);
    }
  }

  private static URI inShortPages(URI page) {
    return URI.create(page.toString().replace(PAGE_SIZE + LONG_PAGE, PAGE_SIZE + PAGE));
  }
}
