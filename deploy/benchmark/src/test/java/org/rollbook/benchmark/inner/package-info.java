@NullMarked
package org.rollbook.benchmark.inner;

import org.jspecify.annotations.NullMarked;
