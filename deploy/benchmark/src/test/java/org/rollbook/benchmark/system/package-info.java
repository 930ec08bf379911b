@NullMarked
package org.rollbook.benchmark.system;

import org.jspecify.annotations.NullMarked;
