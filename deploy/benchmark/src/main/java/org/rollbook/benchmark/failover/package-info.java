/// What a killed owner costs those who ask.
@NullMarked
package org.rollbook.benchmark.failover;

import org.jspecify.annotations.NullMarked;
