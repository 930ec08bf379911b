/// Rollbook as one would deploy it, and PostgreSQL, filled with the same data.
@NullMarked
package org.rollbook.benchmark.site;

import org.jspecify.annotations.NullMarked;
