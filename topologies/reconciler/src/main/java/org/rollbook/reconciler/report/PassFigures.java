package org.rollbook.reconciler.report;

/// What a pass has counted.
///
/// @param rows of the table that it covered
/// @param buckets of learners that it compared
/// @param bucketsDifferent of them
/// @param compared rows that it compared one by one
/// @param missing rows that the view lacks
/// @param different rows that differ
/// @param absent rows of the view that the table lacks
/// @param young rows that changed too recently to be judged
/// @param unreadable rows with values that no event can have
/// @param published readings
public record PassFigures(
    long rows,
    long buckets,
    long bucketsDifferent,
    long compared,
    long missing,
    long different,
    long absent,
    long young,
    long unreadable,
    long published) {}
