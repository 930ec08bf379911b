/// The only package that runs classes of Rollbook in a process of the benchmark.
@NullMarked
package org.rollbook.benchmark.embedded;

import org.jspecify.annotations.NullMarked;
