package org.rollbook.reconciler.report;

import java.time.Instant;
import org.rollbook.model.LearnerCourse;

/// A row that differs.
///
/// @param at when it was seen, by the database's clock
/// @param content a hash of what the table had then; 0 for no row. If it has something else later,
///   that is another difference
public record Finding(LearnerCourse key, DriftKind kind, Instant at, long content) {}
