package org.rollbook.reconciler.lms;

import java.util.Optional;

/// A row of a table.
///
/// @param id the primary key
/// @param value empty if it has a value that no event could have, such as a course key that is
///   none: no view can have the row
public record TableRow<T>(long id, Optional<T> value) {}
