package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.web.Reply;

/// Rows, lists, histories and figures over HTTP.
public interface ResourcesContract<E, R, A> extends ServedContract<E, R, A> {

  @Test
  default void shouldServeEachResourceWithAllItsFields(ServedRows served) {
    assertThat(bodies()).containsKeys(path(first()), urls().figures(first().course()).toString());
    bodies()
        .forEach(
            (path, body) -> {
              Reply reply = served.get(path);

              assertThat(reply.body()).as(path).isEqualTo(body);
              assertThat(reply.status()).as(path).isEqualTo(200);
            });
  }

  @Test
  default void shouldAnswer404ForAnAbsentRow(ServedRows served) {
    Reply reply = served.get(path(absent()));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text("type")).endsWith("/problems/absent");
    assertThat(reply.header("Rollbook-As-Of")).isEqualTo(FakeQueries.AS_OF);
    assertThat(served.get(path(absent()) + "/history").status()).isEqualTo(404);
  }

  @Test
  default void shouldAnswer404ForTheFiguresOfACourseWithoutRows(ServedRows served) {
    var nobody = new CourseKey("edX/DemoX/Nobody");

    assertThat(served.get(urls().figures(nobody).toString()).status()).isEqualTo(404);
  }

  @Test
  default void shouldListTheRowsThatAreAskedFor(ServedRows served) {
    lists()
        .forEach(
            (path, ids) -> {
              Reply reply = served.get(path);

              assertThat(reply.status()).as(path).isEqualTo(200);
              assertThat(ids(path, reply)).as(path).isEqualTo(ids);
              assertThat(reply.json().path("next").isNull()).isTrue();
            });
  }

  /// The links keep the filter.
  @Test
  default void shouldPageThroughAListByItsLinks(ServedRows served) {
    String filter = "&" + flag() + "=true";
    String whole = urls().rowsOf(first().course()) + filter;
    List<String> paged = new ArrayList<>();
    Reply page = served.get(urls().inPagesOf(1).rowsOf(first().course()) + filter);
    while (page.json().path("next").isTextual()) {
      paged.addAll(ids(whole, page));
      page = served.follow(page.text("next"));
    }
    paged.addAll(ids(whole, page));

    assertThat(paged).hasSizeGreaterThan(1).isEqualTo(ids(whole, served.get(whole)));
  }

  @Test
  default void shouldNameAFilterThatIsWrong(ServedRows served) {
    for (String list :
        List.of(
            urls().rowsOf(first().learner()).toString(),
            urls().rowsOf(first().course()).toString())) {
      for (String wrong : List.of("yes", "1", "")) {
        Reply reply = served.get(list + "&" + flag() + "=" + wrong);

        assertThat(reply.status()).as(wrong).isEqualTo(400);
        assertThat(reply.text("parameter")).isEqualTo(flag());
      }
    }
  }

  /// Of buckets of any size, the same rows make the same whole.
  @Test
  default void shouldServeDigestsByBucketOfLearners(ServedRows served) {
    JsonNode usual = served.get("/v1/digests").json();
    JsonNode finest = served.get("/v1/digests?bucket_size=64").json();

    assertThat(usual.path("bucket_size").intValue()).isEqualTo(4096);
    assertThat(digests(finest)).hasSizeGreaterThan(1).doesNotContain(RowsDigest.NONE);
    assertThat(digests(finest).stream().reduce(RowsDigest.NONE, RowsDigest::and))
        .isEqualTo(digests(usual).stream().reduce(RowsDigest.NONE, RowsDigest::and));
    assertThat(served.get("/v1/digests").header("Rollbook-As-Of")).isEqualTo(FakeQueries.AS_OF);
    assertThat(
            served
                .get("/v1/digests?bucket_size=64&from_learner=64&to_learner=64")
                .json()
                .path("buckets"))
        .isEmpty();
  }

  private static List<RowsDigest> digests(JsonNode body) {
    return body.path("buckets")
        .valueStream()
        .map(
            bucket ->
                new RowsDigest(
                    bucket.path("count").longValue(),
                    Long.parseUnsignedLong(bucket.path("digest").textValue(), 16)))
        .toList();
  }

  @Test
  default void shouldNameWhatIsWrongInAQuestionForDigests(ServedRows served) {
    Map.of(
            "bucket_size=0", "bucket_size",
            "bucket_size=-64", "bucket_size",
            "bucket_size=100", "bucket_size",
            "bucket_size=many", "bucket_size",
            "from_learner=1", "from_learner",
            "from_learner=-4096", "from_learner",
            "to_learner=4097", "to_learner",
            "from_learner=8192&to_learner=4096", "to_learner")
        .forEach(
            (query, parameter) -> {
              Reply reply = served.get("/v1/digests?" + query);

              assertThat(reply.status()).as(query).isEqualTo(400);
              assertThat(reply.text("parameter")).as(query).isEqualTo(parameter);
            });
  }

  @Test
  default void shouldListReceivedEventsNewestFirst(ServedRows served) {
    JsonNode history = served.get(urls().history(first()).toString()).json();

    assertThat(history.path("results").findValuesAsText("outcome"))
        .containsExactly("applied", "late");
    assertThat(history.at("/results/0/said").toString()).isEqualTo(said());
    assertThat(history.at("/results/0/stamp"))
        .isEqualTo(served.get(path(first())).json().path("stamp"));
    assertThat(history.path("next").isNull()).isTrue();
  }

  @Test
  default void shouldAcceptTheSlashesOfOldCourseKeys(ServedRows served) {
    String row = "/v1/learners/5/" + urls().rows() + "/" + ServedRows.OLD.course();

    assertThat(served.get(row).text("course_key")).isEqualTo(ServedRows.OLD.course().value());
    assertThat(served.get(row + "/history").status()).isEqualTo(200);
  }

  @Test
  default void shouldAnswerADeletedRowAsAbsentAndKeepItsHistory(ServedRows served) {
    String list = "/v1/learners/6/" + urls().rows();
    String row = list + "/" + ServedRows.DELETED.course();

    assertThat(served.get(row).status()).isEqualTo(404);
    assertThat(served.get(list).json().path("results")).isEmpty();
    JsonNode history = served.get(row + "/history").json().path("results");
    assertThat(history.findValuesAsText("outcome")).containsExactly("applied", "applied");
    assertThat(history.path(0).path("said")).isNotEmpty().allMatch(JsonNode::isNull);
  }

  private CampusEnrollmentKey absent() {
    return new CampusEnrollmentKey(new LearnerId(1), first().course());
  }

  private String path(CampusEnrollmentKey key) {
    return urls().row(key).toString();
  }

  private static List<String> ids(String path, Reply reply) {
    return reply
        .json()
        .path("results")
        .findValuesAsText(path.startsWith("/v1/learners/") ? "course_key" : "learner_id");
  }
}
