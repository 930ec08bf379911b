/// Figures of alternate runs, and what is derived from them.
@NullMarked
package org.rollbook.benchmark.measure;

import org.jspecify.annotations.NullMarked;
