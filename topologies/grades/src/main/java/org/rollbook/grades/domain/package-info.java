/// How learners are doing, as values: what events claim of a grade, how claims make a grade, and
/// what the distribution of a course is.
@NullMarked
package org.rollbook.grades.domain;

import org.jspecify.annotations.NullMarked;
