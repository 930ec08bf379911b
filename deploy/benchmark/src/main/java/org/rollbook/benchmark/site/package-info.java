/// Rollbook with the benchmarks' data in it.
@NullMarked
package org.rollbook.benchmark.site;

import org.jspecify.annotations.NullMarked;
