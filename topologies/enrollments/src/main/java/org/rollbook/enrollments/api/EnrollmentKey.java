package org.rollbook.enrollments.api;

import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

/// Whose enrollment in what a lookup asks for.
record EnrollmentKey(LearnerId learner, CourseKey course) {}
