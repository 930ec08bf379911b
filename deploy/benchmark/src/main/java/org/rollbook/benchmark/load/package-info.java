/// Clients that ask as fast as they are answered.
@NullMarked
package org.rollbook.benchmark.load;

import org.jspecify.annotations.NullMarked;
