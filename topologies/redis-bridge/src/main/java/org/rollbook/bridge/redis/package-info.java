/// What is asked of the Redis server.
@NullMarked
package org.rollbook.bridge.redis;

import org.jspecify.annotations.NullMarked;
