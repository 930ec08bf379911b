/// Readers of a topology: what they ask, which instance they ask, and how they judge the answers.
@NullMarked
package org.rollbook.chaos.read;

import org.jspecify.annotations.NullMarked;
