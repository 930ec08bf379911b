/// Who is enrolled where, as values: what an enrollment is, which of two is later, and what a
/// course's counts are.
@NullMarked
package org.rollbook.enrollments.domain;

import org.jspecify.annotations.NullMarked;
