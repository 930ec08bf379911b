@NullMarked
package org.rollbook.benchmark.run;

import org.jspecify.annotations.NullMarked;
