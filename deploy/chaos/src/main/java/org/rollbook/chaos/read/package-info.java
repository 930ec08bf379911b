/// Readers of a topology: what they ask, over which instance, and what they make of the answers.
@NullMarked
package org.rollbook.chaos.read;

import org.jspecify.annotations.NullMarked;
