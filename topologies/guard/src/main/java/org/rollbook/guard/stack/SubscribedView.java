package org.rollbook.guard.stack;

import java.util.Map;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.site.SubscribedRecords;
import org.rollbook.testkit.site.Subscribers;

/// An instance that has published everything of a campus.
///
/// @param derived the topics
/// @param rows subscribers of the rows
/// @param figures subscribers of the figures
/// @param sums the sum of each course, which subscribers must get
public record SubscribedView(
    RunningSite running,
    SubscribedRecords<?, ?> derived,
    Subscribers rows,
    Subscribers figures,
    Map<String, Long> sums)
    implements AutoCloseable {

  private static final int EVENTS = 1_000;

  static SubscribedView of(CampusView<?, ?> view) {
    RunningSite running = RunningSite.of(view.topology(), Map.of());
    Truth truth = Truth.keepingAll();
    running.site().publish(truth, view.emitting(CampusSettings.of(1, EVENTS / 10, 10)), EVENTS);
    view.awaitPublished(running.site(), truth);
    SubscribedRecords<?, ?> derived = view.derived().apply(running.site());
    return new SubscribedView(
        running,
        derived,
        new Subscribers(running.site(), derived.topicOfRows().name()),
        new Subscribers(running.site(), derived.topicOfFigures().name()),
        view.sums(truth));
  }

  Site site() {
    return running.site();
  }

  @Override
  public void close() {
    running.close();
  }
}
