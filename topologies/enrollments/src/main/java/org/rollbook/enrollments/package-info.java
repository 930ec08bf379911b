@NullMarked
package org.rollbook.enrollments;

import org.jspecify.annotations.NullMarked;
