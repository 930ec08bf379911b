@NullMarked
package org.rollbook.testkit.sample;

import org.jspecify.annotations.NullMarked;
