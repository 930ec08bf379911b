package org.rollbook.chaos.drill;

import java.util.function.Consumer;
import org.rollbook.chaos.site.CampusSite;

/// Something that is done to a site.
///
/// @param what what is done, for people
/// @param kind whether the drill waits for the site to settle
record DrillStep(String what, Kind kind, Consumer<CampusSite> deed) {

  /// What follows.
  enum Kind {
    /// The site is left alone until it has settled, and that is timed.
    DISTURBANCE,
    /// The next step is taken at once.
    PREPARATION
  }

  static DrillStep disturbing(String what, Consumer<CampusSite> deed) {
    return new DrillStep(what, Kind.DISTURBANCE, deed);
  }

  static DrillStep preparing(String what, Consumer<CampusSite> deed) {
    return new DrillStep(what, Kind.PREPARATION, deed);
  }
}
