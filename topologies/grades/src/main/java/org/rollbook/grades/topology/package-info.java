/// The flow of grades: the events that are read, the journals that they go into, and the views that
/// are made of them.
@NullMarked
package org.rollbook.grades.topology;

import org.jspecify.annotations.NullMarked;
