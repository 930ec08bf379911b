@NullMarked
package org.rollbook.enrollments.domain;

import org.jspecify.annotations.NullMarked;
