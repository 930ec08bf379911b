/// What reading costs.
@NullMarked
package org.rollbook.benchmark.read;

import org.jspecify.annotations.NullMarked;
