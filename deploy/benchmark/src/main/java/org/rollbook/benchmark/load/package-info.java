/// Clients that ask again as soon as they are answered.
@NullMarked
package org.rollbook.benchmark.load;

import org.jspecify.annotations.NullMarked;
