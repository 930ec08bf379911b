package org.rollbook.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Page;
import org.rollbook.runtime.serve.query.PageRequest;
import org.rollbook.runtime.serve.query.PageStart;
import org.rollbook.runtime.serve.query.PageStart.Direction;
import org.rollbook.testkit.web.Reply;

final class PagesTest {

  private static final String LIST = "/v1/courses/course-v1:edX+DemoX+Demo/things";
  private static final PageStart NEXT =
      new PageStart(Bytes.wrap(new byte[] {0, 7, -1}), Direction.AFTER);
  private static final PageStart PREVIOUS =
      new PageStart(Bytes.wrap(new byte[] {3}), Direction.BEFORE);

  private static ServedView served;

  @BeforeAll
  static void start() {
    served = ServedView.start();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static Reply page(String path) {
    served.view().page =
        asked ->
            new Answer.Found<>(
                new Page<>(List.of("a", "b"), Optional.of(NEXT), Optional.of(PREVIOUS)),
                ScriptedView.FRESH);
    return served.web().get(path);
  }

  private static PageRequest asked(String path) {
    AtomicReference<PageRequest> asked = new AtomicReference<>();
    served.view().page =
        request -> {
          asked.set(request);
          return new Answer.Found<>(
              new Page<>(List.of(), Optional.empty(), Optional.empty()), ScriptedView.FRESH);
        };
    assertThat(served.web().get(path).status()).isEqualTo(200);
    return asked.get();
  }

  private static String pathOf(String url) {
    return url.substring(("http://127.0.0.1:" + served.server().port()).length());
  }

  @Test
  void shouldLinkToTheNextAndThePreviousPage() {
    Reply reply = page(LIST + "?page_size=2&mode=a%20b&");

    assertThat(reply.text("next"))
        .startsWith(
            "http://127.0.0.1:"
                + served.server().port()
                + LIST
                + "?page_size=2&mode=a%20b&cursor=");
    assertThat(asked(pathOf(reply.text("next")))).isEqualTo(new PageRequest(2, Optional.of(NEXT)));
    assertThat(asked(pathOf(reply.text("previous"))).start()).contains(PREVIOUS);
  }

  @Test
  void shouldReplaceTheCursorOfTheRequest() {
    String second = pathOf(page(LIST).text("next"));

    assertThat(page(second).text("next")).containsOnlyOnce("cursor=").endsWith(second);
  }

  @Test
  void shouldHaveNoLinksAtTheEnds() {
    served.view().page =
        asked ->
            new Answer.Found<>(
                new Page<>(List.of("a"), Optional.empty(), Optional.empty()), ScriptedView.FRESH);

    Reply reply = served.web().get(LIST);

    assertThat(reply.body())
        .isEqualTo(
            """
            {"results":["course-v1:edX+DemoX+Demoa"],"next":null,"previous":null}\
            """);
  }

  @Test
  void shouldTakeAHundredRowsUnlessAskedForOthersAndNeverMoreThanAThousand() {
    assertThat(asked(LIST)).isEqualTo(new PageRequest(100, Optional.empty()));
    assertThat(asked(LIST + "?page_size=7").size()).isEqualTo(7);
    assertThat(asked(LIST + "?page_size=0007").size()).isEqualTo(7);
    assertThat(asked(LIST + "?page_size=1001").size()).isEqualTo(1000);
    assertThat(asked(LIST + "?page_size=99999999999999999999").size()).isEqualTo(1000);
  }

  @Test
  void shouldRefuseASizeThatIsNoPositiveNumber() {
    for (String wrong : List.of("0", "-1", "ten", "", "1.5", "5&page_size=6")) {
      Reply reply = served.web().get(LIST + "?page_size=" + wrong);

      assertThat(reply.status()).as(wrong).isEqualTo(400);
      assertThat(reply.text("parameter")).isEqualTo("page_size");
    }
  }

  @Test
  void shouldRefuseACursorThatIsNotOfThisList() {
    String cursor = page(LIST).text("next").replaceFirst(".*cursor=", "");
    for (String wrong :
        List.of(
            "/v1/courses/course-v1:edX+DemoX+Other/things?cursor=" + cursor,
            LIST + "?cursor=" + cursor.substring(0, 7),
            LIST + "?cursor=" + "_" + cursor.substring(1),
            LIST + "?cursor=a b".replace(" ", "%20"),
            LIST + "?cursor=",
            LIST + "?cursor=" + cursor + "&cursor=" + cursor)) {
      Reply reply = served.web().get(wrong);

      assertThat(reply.status()).as(wrong).isEqualTo(400);
      assertThat(reply.text("parameter")).isEqualTo("cursor");
    }
  }

  /// A client or a proxy that uses a spelling understands that spelling.
  @Test
  void shouldLinkWithTheSpellingOfTheRequest() {
    for (String spelling :
        List.of(
            "/v1/courses/edX/DemoX/2012_Fall/things",
            "/v1/courses/edX%2fDemoX%2F2012_Fall/things",
            "/v1/courses/course-v1:edX%2BDemoX+Demo/things")) {
      String next = pathOf(page(spelling).text("next"));

      assertThat(next).startsWith(spelling + "?cursor=");
      assertThat(asked(next).start()).contains(NEXT);
    }
    assertThat(pathOf(page("/v1/courses/edX/DemoX/2012_Fall/things/").text("next")))
        .startsWith("/v1/courses/edX/DemoX/2012_Fall/things?cursor=");
  }

  /// An empty page before the first row links with it to the page after.
  @Test
  void shouldTakeTheCursorBeforeTheFirstRow() {
    var first = new PageStart(Bytes.wrap(new byte[0]), PageStart.Direction.AFTER);
    served.view().page =
        asked ->
            new Answer.Found<>(
                new Page<>(List.of(), Optional.of(first), Optional.empty()), ScriptedView.FRESH);
    String next = pathOf(served.web().get(LIST).text("next"));

    assertThat(asked(next).start()).contains(first);
  }

  @Test
  void shouldKeepACursorGoodForEverySpellingOfTheList() {
    String cursor = page("/v1/courses/edX/DemoX/2012_Fall/things").text("next");

    assertThat(
            asked(
                    "/v1/courses/edX%2FDemoX%2f2012_Fall/things?cursor="
                        + cursor.replaceFirst(".*cursor=", ""))
                .start())
        .contains(NEXT);
  }
}
