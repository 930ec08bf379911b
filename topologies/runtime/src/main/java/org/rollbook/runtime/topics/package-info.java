/// Our own topics: created when missing, checked when present, before anything uses them.
@NullMarked
package org.rollbook.runtime.topics;

import org.jspecify.annotations.NullMarked;
