/// The contract of the enrollments topology: the events that it reads, the topics that it
/// publishes, and their records.
@NullMarked
package org.rollbook.model.enrollments;

import org.jspecify.annotations.NullMarked;
