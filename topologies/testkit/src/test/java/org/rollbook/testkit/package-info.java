@NullMarked
package org.rollbook.testkit;

import org.jspecify.annotations.NullMarked;
