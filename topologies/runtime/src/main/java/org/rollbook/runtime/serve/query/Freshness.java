package org.rollbook.runtime.serve.query;

import java.time.Instant;
import java.util.Optional;

/// How far an answer can be relied on.
///
/// @param asOf every event that the source topics held before this time is in the answer
/// @param servedBy whose replica answered
/// @param completeSince since when the view holds everything; empty while it does not
public record Freshness(Instant asOf, ServedBy servedBy, Optional<Instant> completeSince) {}
