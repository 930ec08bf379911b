package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.SourcePosition;

/// The position of an acknowledged message, and the instants between which the broker got it.
///
/// @param position empty where the bus is not Kafka
/// @param sentAt just before it was sent: the broker did not have it yet
/// @param acknowledgedAt when the acknowledgement arrived: the broker had it by then
public record Acknowledgement(
    Optional<SourcePosition> position, Instant sentAt, Instant acknowledgedAt) {}
