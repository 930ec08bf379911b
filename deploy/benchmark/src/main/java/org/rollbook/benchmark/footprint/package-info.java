/// What a small site costs.
@NullMarked
package org.rollbook.benchmark.footprint;

import org.jspecify.annotations.NullMarked;
