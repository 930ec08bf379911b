/// What Rollbook publishes of the LMS's own tables: readings of their rows, for the topologies.
@NullMarked
package org.rollbook.model.lms;

import org.jspecify.annotations.NullMarked;
