@NullMarked
package org.rollbook.testkit.watch;

import org.jspecify.annotations.NullMarked;
