@NullMarked
package org.rollbook.testkit.streams;

import org.jspecify.annotations.NullMarked;
