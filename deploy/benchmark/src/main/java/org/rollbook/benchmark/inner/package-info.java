/// The two functions that run most often, by themselves.
@NullMarked
package org.rollbook.benchmark.inner;

import org.jspecify.annotations.NullMarked;
