@NullMarked
package org.rollbook.testkit.process;

import org.jspecify.annotations.NullMarked;
