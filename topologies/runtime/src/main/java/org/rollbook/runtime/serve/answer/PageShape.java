package org.rollbook.runtime.serve.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list, as Open edX's clients parse it. Each view has its own record for each list,
/// so that `/openapi.yml` and the clients made from it have a name for it.
///
/// @param <B> a row of it
/// @param <P> the page
@FunctionalInterface
public interface PageShape<B, P> {

  String NEXT = "the page after this one, null at the end";

  String PREVIOUS = "the page before this one, null at the beginning";

  /// A page with these rows.
  ///
  /// @param next the URL of the page after this one, or null at the end
  /// @param previous the URL of the page before this one, or null at the beginning
  P of(List<B> results, @Nullable String next, @Nullable String previous);
}
