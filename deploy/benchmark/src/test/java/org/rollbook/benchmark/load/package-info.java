@NullMarked
package org.rollbook.benchmark.load;

import org.jspecify.annotations.NullMarked;
