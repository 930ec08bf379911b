package org.rollbook.model;

/// A learner in a course: the key of whatever the LMS keeps once for each of them.
public record LearnerCourse(LearnerId learner, CourseKey course) {}
