/// How learners are doing, as values: the claims of events about a grade, the grade that they make,
/// and the distribution of a course.
@NullMarked
package org.rollbook.grades.domain;

import org.jspecify.annotations.NullMarked;
