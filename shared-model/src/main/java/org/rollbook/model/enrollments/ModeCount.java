package org.rollbook.model.enrollments;

/// Learners of one enrollment mode.
///
/// @param active those who are enrolled now
/// @param total those, and the ones who unenrolled
public record ModeCount(long active, long total) {}
