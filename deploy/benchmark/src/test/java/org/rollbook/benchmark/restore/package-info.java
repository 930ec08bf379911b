@NullMarked
package org.rollbook.benchmark.restore;

import org.jspecify.annotations.NullMarked;
