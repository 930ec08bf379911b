@NullMarked
package org.rollbook.testkit.campus;

import org.jspecify.annotations.NullMarked;
