/// Rollbook compared with the alternatives, in one run on one machine.
@NullMarked
package org.rollbook.benchmark;

import org.jspecify.annotations.NullMarked;
