@NullMarked
package org.rollbook.benchmark.failover;

import org.jspecify.annotations.NullMarked;
