package org.rollbook.reconciler.view;

import java.time.Instant;
import java.util.Optional;

/// How far an answer can be relied on.
///
/// @param completeSince empty while the view does not hold everything
public record ViewFreshness(Instant asOf, Optional<Instant> completeSince) {}
