/// Who is enrolled where, as values: an enrollment, the later of two, and the counts of a course.
@NullMarked
package org.rollbook.enrollments.domain;

import org.jspecify.annotations.NullMarked;
