@NullMarked
package org.rollbook.enrollments.api;

import org.jspecify.annotations.NullMarked;
