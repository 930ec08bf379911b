/// How long it takes from an event to an answer that has it.
@NullMarked
package org.rollbook.benchmark.freshness;

import org.jspecify.annotations.NullMarked;
