package org.rollbook.reconciler.lms;

import java.util.Optional;

/// A row of a table.
///
/// @param id the primary key
/// @param learner whose row it is, whatever else it has
/// @param value empty if it has a value that no event could have, such as a course key that is
///   none: it cannot be compared
public record TableRow<T>(long id, long learner, Optional<T> value) {}
