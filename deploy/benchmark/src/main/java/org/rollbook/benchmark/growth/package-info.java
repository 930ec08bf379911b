/// Whether a row costs more where there are more of them.
@NullMarked
package org.rollbook.benchmark.growth;

import org.jspecify.annotations.NullMarked;
