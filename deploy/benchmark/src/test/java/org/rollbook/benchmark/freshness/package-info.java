@NullMarked
package org.rollbook.benchmark.freshness;

import org.jspecify.annotations.NullMarked;
