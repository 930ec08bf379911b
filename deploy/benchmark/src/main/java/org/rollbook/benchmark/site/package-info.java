/// Rollbook filled with the benchmarks' data.
@NullMarked
package org.rollbook.benchmark.site;

import org.jspecify.annotations.NullMarked;
