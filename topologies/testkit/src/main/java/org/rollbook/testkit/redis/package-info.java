/// A Redis server, and what Open edX's producer writes to it.
@NullMarked
package org.rollbook.testkit.redis;

import org.jspecify.annotations.NullMarked;
