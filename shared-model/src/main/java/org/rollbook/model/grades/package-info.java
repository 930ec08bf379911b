/// The contract of the grades topology: the events that it reads, the topics that it publishes, and
/// their records.
@NullMarked
package org.rollbook.model.grades;

import org.jspecify.annotations.NullMarked;
