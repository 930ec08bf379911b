package org.rollbook.testkit.watch;

import java.time.Instant;
import java.util.Optional;

/// One request and its answer.
///
/// @param instance that was asked
/// @param status of the answer; none if there was no answer
/// @param asOf of the answer, if it has one
/// @param servedBy the instance whose replica it is from, if the answer names it
/// @param complete whether the answer claims that the view is complete
public record Exchange(
    String instance,
    Instant askedAt,
    Instant answeredAt,
    Optional<Integer> status,
    Optional<Instant> asOf,
    Optional<String> servedBy,
    boolean complete) {}
