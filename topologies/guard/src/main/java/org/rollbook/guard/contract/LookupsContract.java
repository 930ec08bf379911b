package org.rollbook.guard.contract;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.web.Reply;

/// Many rows, or the figures of many courses, by one request.
public interface LookupsContract<E, R, A> extends ServedContract<E, R, A> {

  @Test
  default void shouldAnswerEachKeyOnItsOwnInTheOrderAsked(ServedRows served) {
    String unready = key(1, FakeQueries.UNREADY.value());

    Reply reply =
        lookUp(
            served,
            "{\"keys\": [%s, %s, %s, %s]}".formatted(absentKey(), firstKey(), unready, firstKey()));

    assertThat(reply.status()).isEqualTo(200);
    JsonNode results = reply.json().path("results");
    assertThat(results.findValuesAsText("status")).containsExactly("404", "200", "503", "200");
    assertThat(results.path(0).toString())
        .isEqualTo(
            "{\"key\":%s,\"status\":404,\"%s\":null}"
                .formatted(absentKey().replace(" ", ""), urls().row()));
    assertThat(results.path(1).path(urls().row()))
        .isEqualTo(served.get(urls().row(first()).toString()).json());
    assertThat(reply.header("Rollbook-As-Of")).isEqualTo(FakeQueries.AS_OF);
    assertThat(reply.header("Retry-After")).isEqualTo("2");
  }

  @Test
  default void shouldAnswerTheFiguresOfManyCourses(ServedRows served) {
    Reply reply =
        served
            .web()
            .post(
                urls().lookupOfFigures().toString(),
                "{\"course_keys\": [\"%s\", \"edX/DemoX/Nobody\"]}".formatted(first().course()));

    assertThat(reply.body())
        .isEqualTo(
            """
            {"results":[{"key":{"course_key":"%1$s"},"status":200,"%2$s":%3$s},\
            {"key":{"course_key":"edX/DemoX/Nobody"},"status":404,"%2$s":null}]}\
            """
                .formatted(
                    first().course(),
                    urls().figuresField(),
                    served.get(urls().figures(first().course()).toString()).body()));
  }

  @Test
  default void shouldAcceptAThousandKeysAndNoMore(ServedRows served) {
    assertThat(lookUp(served, "{\"keys\": [" + thousandKeys() + "]}").json().path("results"))
        .hasSize(1000);
    Reply more = lookUp(served, "{\"keys\": [" + thousandKeys() + "," + absentKey() + "]}");
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.text("parameter")).isEqualTo("keys");
    assertThat(more.text("detail")).contains("1000").contains("1001");
  }

  /// Nothing after the first excess key is read, whether or not it exists.
  @Test
  default void shouldStopReadingAtTheFirstExcessKey(ServedRows served) {
    String cutOff = "{\"keys\": [" + thousandKeys() + "," + absentKey();
    String request =
        "POST %s HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
            .formatted(urls().lookup());

    assertThat(
            served
                .web()
                .raw(request + "Content-Length: 4000000\r\nConnection: close\r\n\r\n" + cutOff))
        .startsWith("HTTP/1.1 400 ")
        .contains("must have at most 1000 keys");
  }

  @Test
  default void shouldNameTheFirstKeyThatIsWrongWhateverFollowsIt(ServedRows served) {
    assertRefused(served, "{\"keys\": [" + "{},".repeat(1_300_000) + "{}]}", "keys[0].learner_id");
    assertRefused(served, "{\"keys\": [], \"keys\": []}", "keys");
    assertRefused(served, "{\"course_keys\": [" + "1,".repeat(1_300_000) + "1]}", "keys");
  }

  @Test
  default void shouldIgnoreUnknownFields(ServedRows served) {
    String key =
        "{\"more\": {\"learner_id\": 1, \"x\": [[]]}, %s, \"text\": \"%s\"}"
            .formatted(firstKey().substring(1, firstKey().length() - 1), "x".repeat(100_000));

    Reply reply = lookUp(served, "{\"a\": [{\"keys\": 1}], \"keys\": [" + key + "]}");

    assertThat(reply.json().at("/results/0/status").intValue()).isEqualTo(200);
    assertThat(reply.json().at("/results/0/" + urls().row()).isObject()).isTrue();
  }

  @Test
  default void shouldAcceptALookupWithASlashAtTheEndOfItsPath(ServedRows served) {
    assertThat(served.web().post(urls().lookup() + "/", "{\"keys\": []}").status()).isEqualTo(200);
  }

  @Test
  default void shouldAnswerALookupWithoutKeys(ServedRows served) {
    Reply reply = lookUp(served, "{\"keys\": [], \"more\": 1}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"results\":[]}");
  }

  @Test
  default void shouldNameWhatIsWrongInABody(ServedRows served) {
    for (String wrong : new String[] {"", "{", "[]", "7", "null", "[".repeat(100_000)}) {
      assertRefused(served, wrong, "body");
    }
    assertRefused(served, "{}", "keys");
    assertRefused(served, "{\"keys\": {}}", "keys");
    assertRefused(served, "{\"keys\": [7]}", "keys[0]");
    assertRefused(served, "{\"keys\": [null]}", "keys[0]");
  }

  @Test
  default void shouldNameTheFieldThatIsWrongInAKey(ServedRows served) {
    Map.of(
            "{}", "learner_id",
            "{\"learner_id\": \"1\", \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 1.5, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 1e99, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 0, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 99999999999999999999, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": null, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 1}", "course_key",
            "{\"learner_id\": 1, \"course_key\": 7}", "course_key",
            "{\"learner_id\": 1, \"course_key\": \"no key\"}", "course_key")
        .forEach(
            (wrong, field) ->
                assertRefused(
                    served,
                    "{\"keys\": [" + absentKey() + ", " + wrong + "]}",
                    "keys[1]." + field));
  }

  @Test
  default void shouldRefuseABodyThatIsTooLarge(ServedRows served) {
    Reply reply = lookUp(served, "{\"keys\": \"" + "a".repeat(5 << 20) + "\"}");

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  private Reply lookUp(ServedRows served, String body) {
    return served.web().post(urls().lookup().toString(), body);
  }

  private void assertRefused(ServedRows served, String body, String parameter) {
    Reply reply = lookUp(served, body);

    assertThat(reply.status()).as(body).isEqualTo(400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.text("parameter")).as(body).isEqualTo(parameter);
  }

  private String firstKey() {
    return key(first().learner().value(), first().course().value());
  }

  private String absentKey() {
    return key(1, first().course().value());
  }

  private String thousandKeys() {
    return IntStream.range(1, 1001)
        .mapToObj(learner -> key(learner, first().course().value()))
        .collect(joining(","));
  }

  private static String key(long learner, String course) {
    return "{\"learner_id\": " + learner + ", \"course_key\": \"" + course + "\"}";
  }
}
