/// One instance of one topology, from its settings to its exit code.
@NullMarked
package org.rollbook.runtime.node;

import org.jspecify.annotations.NullMarked;
