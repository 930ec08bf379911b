/// Publishing by the deployables that are no views.
@NullMarked
package org.rollbook.runtime.publish;

import org.jspecify.annotations.NullMarked;
