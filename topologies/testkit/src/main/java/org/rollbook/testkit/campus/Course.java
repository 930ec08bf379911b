package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.CourseKey;

/// A course run as the LMS puts one into an event. The LMS fills in neither start nor end, though
/// the schema has both.
///
/// @param defaultMode the mode that a learner who enrolls here gets without paying
public record Course(
    CourseKey key,
    String displayName,
    Optional<Instant> start,
    Optional<Instant> end,
    String defaultMode) {}
