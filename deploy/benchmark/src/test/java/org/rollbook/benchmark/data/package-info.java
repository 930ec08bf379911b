@NullMarked
package org.rollbook.benchmark.data;

import org.jspecify.annotations.NullMarked;
