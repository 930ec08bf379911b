package org.rollbook.guard.stack;

import org.rollbook.testkit.site.CampusView;

/// What a view gives of itself to be tested as a running instance.
public interface StackSamples {

  /// What the campus knows of the view.
  CampusView<?, ?> campus();
}
