/// How grades flow: which events are read, into which journals they go, and which views are made of
/// them.
@NullMarked
package org.rollbook.grades.topology;

import org.jspecify.annotations.NullMarked;
