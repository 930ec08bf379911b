package org.rollbook.benchmark.read;

import org.rollbook.model.CourseKey;

/// A course and how many are enrolled in it, or were.
record Roll(CourseKey course, int learners) {}
