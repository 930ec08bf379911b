@NullMarked
package org.rollbook.testkit.bytes;

import org.jspecify.annotations.NullMarked;
