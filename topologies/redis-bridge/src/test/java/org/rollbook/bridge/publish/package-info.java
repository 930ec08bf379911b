@NullMarked
package org.rollbook.bridge.publish;

import org.jspecify.annotations.NullMarked;
