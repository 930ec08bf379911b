/// The values that every part of Rollbook uses: learner, course, and the stamp that orders the
/// received events.
///
/// Only `java.*` and JSpecify: domain packages are built on these.
@NullMarked
package org.rollbook.model;

import org.jspecify.annotations.NullMarked;
