package org.rollbook.guard.stack;

import java.util.Map;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.Audit;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.KillDrill;
import org.rollbook.testkit.site.KillDrill.Drilled;
import org.rollbook.testkit.site.Site;

/// An instance that was killed again and again while the campus went on.
///
/// @param truth what was published
/// @param drilled how that went
public record KilledView<R, F>(
    CampusView<R, F> view, RunningSite running, Truth truth, Drilled drilled)
    implements AutoCloseable {

  static <R, F> KilledView<R, F> of(CampusView<R, F> view) {
    RunningSite running = RunningSite.of(view.topology(), Map.of());
    Truth truth = Truth.keepingAll();
    Drilled drilled =
        KillDrill.asPublishedTo()
            .run(running.site(), truth, view.audit(running.site(), truth), view::emitting);
    return new KilledView<>(view, running, truth, drilled);
  }

  Site site() {
    return running.site();
  }

  Audit<R, F> audit() {
    return view.audit(site(), truth);
  }

  @Override
  public void close() {
    running.close();
  }
}
