/// Figures, taken in turns, and what is made of them.
@NullMarked
package org.rollbook.benchmark.measure;

import org.jspecify.annotations.NullMarked;
