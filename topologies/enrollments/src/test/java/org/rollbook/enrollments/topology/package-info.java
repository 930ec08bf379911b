@NullMarked
package org.rollbook.enrollments.topology;

import org.jspecify.annotations.NullMarked;
