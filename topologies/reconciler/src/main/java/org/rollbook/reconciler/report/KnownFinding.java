package org.rollbook.reconciler.report;

/// A row of a table that differs.
///
/// @param drifting whether it was judged to have drifted and still differs; else it is suspected
public record KnownFinding(String table, Finding finding, boolean drifting) implements Kept {}
