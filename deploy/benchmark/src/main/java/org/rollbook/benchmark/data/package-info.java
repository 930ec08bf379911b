/// The enrollments that all contenders have.
@NullMarked
package org.rollbook.benchmark.data;

import org.jspecify.annotations.NullMarked;
