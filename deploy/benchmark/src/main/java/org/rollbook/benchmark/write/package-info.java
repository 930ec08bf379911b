/// What writing costs, and how soon it can be read.
@NullMarked
package org.rollbook.benchmark.write;

import org.jspecify.annotations.NullMarked;
