package org.rollbook.chaos.drill;

import java.util.function.Consumer;
import org.rollbook.chaos.site.CampusSite;

/// One disturbance, after which the site is left alone until it has settled.
///
/// @param what is done, for whoever reads along
record Step(String what, Consumer<CampusSite> disturbance) {}
