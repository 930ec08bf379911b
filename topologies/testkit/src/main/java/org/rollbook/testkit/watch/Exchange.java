package org.rollbook.testkit.watch;

import java.time.Instant;
import java.util.Optional;

/// One request and its answer.
///
/// @param instance which was asked
/// @param status of the answer; none if there was no answer
/// @param asOf of the answer, if it says one
/// @param servedBy whose copy it is from, if it says so
/// @param complete whether it says that the view holds everything
public record Exchange(
    String instance,
    Instant askedAt,
    Instant answeredAt,
    Optional<Integer> status,
    Optional<Instant> asOf,
    Optional<String> servedBy,
    boolean complete) {}
