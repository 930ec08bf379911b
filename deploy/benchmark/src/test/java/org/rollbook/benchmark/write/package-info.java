@NullMarked
package org.rollbook.benchmark.write;

import org.jspecify.annotations.NullMarked;
