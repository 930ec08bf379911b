package org.rollbook.local.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;
import org.rollbook.local.status.Status.Link;
import org.rollbook.local.status.Status.Part;

final class FrontPageTest {

  @Test
  void shouldShowEveryFigureWithoutAScript() {
    assertThat(textOf(FrontPage.of(TestStatus.busy())))
        .contains("Events a second 49.8 12,345 published")
        .contains("Answers right 198/199 1,998/1,999 in all")
        .contains("Behind now 0.9 s at worst 1.41 s")
        .contains("Event to answer – s at worst – s")
        .contains("Refused 4 5 failed, 3 undecided")
        .contains("Events lost 12 by the LMS")
        .contains("Drift found 7 2 more seen once")
        .contains("Repaired 6 rows as in the LMS again")
        .contains("course-v1:CampusX+C0+2026 1,034 1,234");
  }

  @Test
  void shouldShowNoDriftWithoutTheTables() {
    assertThat(textOf(FrontPage.of(TestStatus.starting()))).doesNotContain("Drift");
  }

  @Test
  void shouldLinkToRunningParts() {
    assertThat(FrontPage.of(TestStatus.busy()))
        .contains("<a href=\"http://localhost:8101/docs\">docs</a>");
  }

  @Test
  void shouldShowADeadTopologyAsDead() {
    var health = new Health(Condition.DEAD, "exit code 1, see /data/enrollments/log");
    var page = FrontPage.of(TestStatus.starting(new Part("enrollments", health, "", List.of())));
    assertThat(page).contains("data-condition=\"dead\"");
    assertThat(textOf(page)).contains("enrollments dead exit code 1, see /data/enrollments/log");
  }

  @Test
  void shouldEscapeWhateverItShows() {
    String nasty = "<script>\"&'$1\\";
    var link = new Link(nasty, URI.create("http://localhost/?a=1&b=2"));
    var part = new Part(nasty, new Health(Condition.UNREADY, nasty), nasty, List.of(link));
    assertThat(FrontPage.of(TestStatus.starting(part)))
        .doesNotContain("<script>")
        .contains("&lt;script&gt;&quot;&amp;&#39;$1\\")
        .contains("href=\"http://localhost/?a=1&amp;b=2\"");
  }

  @Test
  void shouldLoadNothingFromElsewhere() {
    assertThat(FrontPage.of(TestStatus.starting()) + FrontPage.resource("front-page.css"))
        .doesNotContain("http://", "https://", "url(", "@import");
  }

  private static String textOf(String page) {
    return page.replaceAll("</?(b|span|code)[^>]*>", "")
        .replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ");
  }
}
