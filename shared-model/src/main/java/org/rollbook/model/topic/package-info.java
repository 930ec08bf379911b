/// The typed topic catalogue: every topic's name, key, value and settings, and the one partitioner.
@NullMarked
package org.rollbook.model.topic;

import org.jspecify.annotations.NullMarked;
