/// What a killed owner costs its clients.
@NullMarked
package org.rollbook.benchmark.failover;

import org.jspecify.annotations.NullMarked;
