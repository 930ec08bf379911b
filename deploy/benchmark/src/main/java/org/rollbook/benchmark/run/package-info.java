/// What running costs: memory, disk, processor time, and failures.
@NullMarked
package org.rollbook.benchmark.run;

import org.jspecify.annotations.NullMarked;
