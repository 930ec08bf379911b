package org.rollbook.reconciler.view;

import java.time.Instant;
import java.util.Optional;

/// How far an answer can be relied on.
///
/// @param completeSince empty while the view does not hold everything
/// @param reconciledAt when the last pass began of which the view has received all
public record ViewFreshness(
    Instant asOf, Optional<Instant> completeSince, Optional<Instant> reconciledAt) {}
