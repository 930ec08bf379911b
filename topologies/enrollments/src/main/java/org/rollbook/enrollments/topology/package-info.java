/// How enrollments flow: which events are read, into which journals they go, and which views are
/// made of them.
@NullMarked
package org.rollbook.enrollments.topology;

import org.jspecify.annotations.NullMarked;
