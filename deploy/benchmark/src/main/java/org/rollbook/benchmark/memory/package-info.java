/// What a million enrollments cost in memory and on disk.
@NullMarked
package org.rollbook.benchmark.memory;

import org.jspecify.annotations.NullMarked;
