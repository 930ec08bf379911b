@NullMarked
package org.rollbook.bridge.redis;

import org.jspecify.annotations.NullMarked;
