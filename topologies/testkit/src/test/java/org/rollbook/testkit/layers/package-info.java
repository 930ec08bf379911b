@NullMarked
package org.rollbook.testkit.layers;

import org.jspecify.annotations.NullMarked;
