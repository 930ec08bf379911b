/// Rollbook measured beside what else one could use, in one run on one machine.
@NullMarked
package org.rollbook.benchmark;

import org.jspecify.annotations.NullMarked;
