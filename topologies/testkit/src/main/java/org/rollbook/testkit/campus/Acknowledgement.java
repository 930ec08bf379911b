package org.rollbook.testkit.campus;

import java.time.Instant;
import org.rollbook.model.SourcePosition;

/// The position of an acknowledged message, and the instants between which the broker got it.
///
/// @param sentAt just before it was sent: the broker did not have it yet
/// @param acknowledgedAt when the acknowledgement arrived: the broker had it by then
public record Acknowledgement(SourcePosition position, Instant sentAt, Instant acknowledgedAt) {}
