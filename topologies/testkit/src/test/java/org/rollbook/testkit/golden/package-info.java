@NullMarked
package org.rollbook.testkit.golden;

import org.jspecify.annotations.NullMarked;
