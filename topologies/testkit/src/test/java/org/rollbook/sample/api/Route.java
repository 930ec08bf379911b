package org.rollbook.sample.api;

import org.rollbook.sample.domain.Seen;

/// Breaks: two packages that need each other.
public interface Route {

  Seen last();
}
