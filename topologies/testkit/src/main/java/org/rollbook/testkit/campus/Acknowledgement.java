package org.rollbook.testkit.campus;

import java.time.Instant;
import org.rollbook.model.SourcePosition;

/// Where a message came to be, and between which instants.
///
/// @param sentAt just before it was sent: the broker did not hold it yet
/// @param acknowledgedAt when the broker's word arrived: it held it by then
public record Acknowledgement(SourcePosition position, Instant sentAt, Instant acknowledgedAt) {}
