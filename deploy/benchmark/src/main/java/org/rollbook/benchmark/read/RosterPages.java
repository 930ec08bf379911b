package org.rollbook.benchmark.read;

import java.net.URI;
import org.rollbook.benchmark.measure.Served;
import org.rollbook.testkit.web.Web;

/// Three full pages of a course's roster.
record RosterPages(URI first, URI middle, URI last) {

  private static final int PAGE = 100;
  private static final int LONG_PAGE = 1_000;
  private static final String PAGE_SIZE = "page_size=";

  /// Reads the whole roster once: the address of a page is known only from the page before.
  static RosterPages of(Served served, TestBed.Roll roll) {
    try (var web = new Web(served.root().getPort())) {
      int middlePage = roll.learners() / 2 / LONG_PAGE;
      URI middle = after(web, first(served, roll, LONG_PAGE), middlePage);
      int lastFull = roll.learners() / PAGE - 1;
      URI end = after(web, middle, lastFull * PAGE / LONG_PAGE - middlePage);
      URI last = after(web, inShortPages(end), lastFull % (LONG_PAGE / PAGE));
      return new RosterPages(first(served, roll), inShortPages(middle), last);
    }
  }

  /// The first page of a course.
  static URI first(Served served, TestBed.Roll roll) {
    return first(served, roll, PAGE);
  }

  private static URI first(Served served, TestBed.Roll roll, int size) {
    return served.urls().inPagesOf(size).rowsOf(roll.key());
  }

  /// The page this many pages later.
  private static URI after(Web web, URI page, int pages) {
    URI at = page;
    for (int i = 0; i < pages; i++) {
      at = URI.create(Served.get(web, at).json().required("next").textValue());
    }
    return at;
  }

  private static URI inShortPages(URI page) {
    return URI.create(page.toString().replace(PAGE_SIZE + LONG_PAGE, PAGE_SIZE + PAGE));
  }
}
