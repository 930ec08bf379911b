package org.rollbook.reconciler.report;

import java.time.Instant;
import org.rollbook.model.LearnerCourse;

/// A row that differs.
///
/// @param at when it was seen, by the database's clock
public record Finding(LearnerCourse key, DriftKind kind, Instant at) {}
