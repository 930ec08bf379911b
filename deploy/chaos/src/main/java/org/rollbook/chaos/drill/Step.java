package org.rollbook.chaos.drill;

import java.util.function.Consumer;
import org.rollbook.chaos.site.CampusSite;

/// Something that is done to a site.
///
/// @param what is done, for whoever reads along
/// @param kind whether anybody waits for what comes of it
record Step(String what, Kind kind, Consumer<CampusSite> deed) {

  /// What follows.
  enum Kind {
    /// The site is left alone until it has settled, and that is timed.
    DISTURBANCE,
    /// The next step is taken at once.
    PREPARATION
  }

  static Step disturbing(String what, Consumer<CampusSite> deed) {
    return new Step(what, Kind.DISTURBANCE, deed);
  }

  static Step preparing(String what, Consumer<CampusSite> deed) {
    return new Step(what, Kind.PREPARATION, deed);
  }
}
