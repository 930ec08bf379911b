/// The same server and JSON over other stores with the same rows.
@NullMarked
package org.rollbook.benchmark.baseline;

import org.jspecify.annotations.NullMarked;
