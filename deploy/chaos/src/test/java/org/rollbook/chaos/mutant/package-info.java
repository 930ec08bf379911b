@NullMarked
package org.rollbook.chaos.mutant;

import org.jspecify.annotations.NullMarked;
